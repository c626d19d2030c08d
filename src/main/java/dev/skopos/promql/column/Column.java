// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.column;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.model.Sample;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A series with a number, a histogram or nothing at each step. The arrays are handed over, not
 * copied.
 *
 * @param labels what identifies the series
 * @param dropName whether the metric name is to be removed from the result; it stays until then, so
 *     that label_replace and by (__name__) can still see it
 * @param values one per step, {@link #ABSENT} where there is no number
 * @param histograms null for a series of numbers alone; otherwise one per step, null where there is
 *     none; where there is one, the value is absent
 */
@SuppressWarnings("ArrayRecordComponent")
public record Column(
    Labels labels, boolean dropName, double[] values, @Nullable Histogram @Nullable [] histograms) {
  /** Labels that say what a value means, and so are lost with the first calculation. */
  private static final Set<String> METADATA = Set.of(Labels.METRIC_NAME, "__type__", "__unit__");

  /** Stands for no value; the bits of a stale marker, which never is a value of a result. */
  public static final double ABSENT = Sample.STALE;

  /** A series of numbers. */
  public Column(Labels labels, boolean dropName, double[] values) {
    this(labels, dropName, values, null);
  }

  public static boolean isAbsent(double value) {
    return Sample.isStale(value);
  }

  /** An array with nothing in it. */
  public static double[] empty(int count) {
    double[] values = new double[count];
    Arrays.fill(values, ABSENT);
    return values;
  }

  /** Whether there is a number or a histogram at the step. */
  public boolean has(int step) {
    return !isAbsent(values[step]) || hasHistogram(step);
  }

  public boolean hasNumber(int step) {
    return !isAbsent(values[step]);
  }

  public boolean hasHistogram(int step) {
    return histograms != null && histograms[step] != null;
  }

  /** The histogram at the step; null where there is none. */
  public @Nullable Histogram histogram(int step) {
    return histograms == null ? null : histograms[step];
  }

  /** Whether there is a number at any step. */
  public boolean hasNumbers() {
    for (double value : values) {
      if (!isAbsent(value)) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is a histogram at any step. */
  public boolean hasHistograms() {
    if (histograms != null) {
      for (Histogram histogram : histograms) {
        if (histogram != null) {
          return true;
        }
      }
    }
    return false;
  }

  public boolean isEmpty() {
    return first() == values.length;
  }

  /** The first step at which there is something; their count when there is none. */
  int first() {
    int step = 0;
    while (step < values.length && !has(step)) {
      step++;
    }
    return step;
  }

  /** Whether there is a number at each step. */
  public boolean isFull() {
    for (double value : values) {
      if (isAbsent(value)) {
        return false;
      }
    }
    return true;
  }

  /** The same series under other labels. */
  public Column with(Labels newLabels, boolean newDropName) {
    return new Column(newLabels, newDropName, values, histograms);
  }

  /** A column of one step with the same at as many steps. */
  Column repeated(int count) {
    double[] same = new double[count];
    Arrays.fill(same, values[0]);
    Histogram histogram = histogram(0);
    if (histogram == null) {
      return new Column(labels, dropName, same);
    }
    Histogram[] sameHistogram = new Histogram[count];
    Arrays.fill(sameHistogram, histogram);
    return new Column(labels, dropName, same, sameHistogram);
  }

  /** The labels that the result shows. */
  public Labels shown() {
    return dropName ? withoutMetadata(labels) : labels;
  }

  /** Labels without those that say what a value means. */
  public static Labels withoutMetadata(Labels labels) {
    return labels.without(METADATA);
  }
}
