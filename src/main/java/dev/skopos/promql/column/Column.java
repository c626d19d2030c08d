// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.column;

import dev.skopos.model.Labels;
import dev.skopos.model.Sample;
import java.util.Arrays;
import java.util.Set;

/**
 * A series with a value or nothing at each step. The array is handed over, not copied.
 *
 * @param labels what identifies the series
 * @param dropName whether the metric name is to be removed from the result; it stays until then, so
 *     that label_replace and by (__name__) can still see it
 * @param values one per step, {@link #ABSENT} where there is none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Column(Labels labels, boolean dropName, double[] values) {

  /** Labels that say what a value means, and so are lost with the first calculation. */
  private static final Set<String> METADATA = Set.of(Labels.METRIC_NAME, "__type__", "__unit__");

  /** Stands for no value; the bits of a stale marker, which never is a value of a result. */
  public static final double ABSENT = Sample.STALE;

  public static boolean isAbsent(double value) {
    return Sample.isStale(value);
  }

  /** An array with nothing in it. */
  public static double[] empty(int count) {
    double[] values = new double[count];
    Arrays.fill(values, ABSENT);
    return values;
  }

  public boolean has(int step) {
    return !isAbsent(values[step]);
  }

  public boolean isEmpty() {
    for (double value : values) {
      if (!isAbsent(value)) {
        return false;
      }
    }
    return true;
  }

  /** The labels that the result shows. */
  public Labels shown() {
    return dropName ? labels.without(METADATA) : labels;
  }
}
