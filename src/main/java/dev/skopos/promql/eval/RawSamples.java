// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.ResetHint;
import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Steps;
import dev.skopos.promql.column.Windows;
import dev.skopos.promql.column.Windows.RawHistograms;
import dev.skopos.promql.histogram.Scaling;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects the samples of a series for windows, numbers and histograms apart. */
final class RawSamples {
  private final long[] timestamps;
  private final double[] values;
  private final long[] histogramTimestamps;
  private final Histogram[] histograms;
  private int numberCount;
  private int histogramCount;

  private RawSamples(int numbers, int histogramRoom) {
    timestamps = new long[numbers];
    values = new double[numbers];
    histogramTimestamps = new long[histogramRoom];
    histograms = new Histogram[histogramRoom];
  }

  /**
   * The samples of a stored series but the stale markers.
   *
   * @param statistics whether nobody looks at the buckets of histograms
   */
  static Windows.Raw of(Series series, boolean statistics) {
    @Nullable Histogram @Nullable [] histograms = series.histograms();
    if (histograms == null && isFresh(series)) {
      return new Windows.Raw(series.labels(), false, series.timestamps(), series.values(), null);
    }
    RawSamples samples = new RawSamples(series.length(), histograms == null ? 0 : series.length());
    @Nullable Histogram @Nullable [] shown =
        histograms != null && statistics ? Statistics.of(histograms) : histograms;
    for (int i = 0; i < series.length(); i++) {
      if (!Newest.isStale(series, i)) {
        samples.add(series.timestamps()[i], series.values()[i], shown == null ? null : shown[i]);
      }
    }
    return samples.build(series.labels(), false);
  }

  private static boolean isFresh(Series series) {
    for (double value : series.values()) {
      if (Column.isAbsent(value)) {
        return false;
      }
    }
    return true;
  }

  /**
   * What a subquery gives as the samples of a series. Hints of resets are forgotten, since the
   * samples in between are not there.
   */
  static Windows.Raw of(Column column, Steps steps) {
    int histogramRoom = column.histograms() == null ? 0 : steps.count();
    RawSamples samples = new RawSamples(steps.count(), histogramRoom);
    for (int step = 0; step < steps.count(); step++) {
      Histogram histogram = column.histogram(step);
      if (histogram != null && histogram.resetHint() != ResetHint.GAUGE) {
        histogram = Scaling.withHint(histogram, ResetHint.UNKNOWN);
      }
      if (column.has(step)) {
        samples.add(steps.at(step), column.values()[step], histogram);
      }
    }
    return samples.build(column.labels(), column.dropName());
  }

  private void add(long timestamp, double value, @Nullable Histogram histogram) {
    if (histogram == null) {
      timestamps[numberCount] = timestamp;
      values[numberCount++] = value;
    } else {
      histogramTimestamps[histogramCount] = timestamp;
      histograms[histogramCount++] = histogram;
    }
  }

  private Windows.Raw build(Labels labels, boolean dropName) {
    RawHistograms rawHistograms =
        histogramCount == 0
            ? null
            : new RawHistograms(
                Arrays.copyOf(histogramTimestamps, histogramCount),
                Arrays.copyOf(histograms, histogramCount));
    return new Windows.Raw(
        labels,
        dropName,
        Arrays.copyOf(timestamps, numberCount),
        Arrays.copyOf(values, numberCount),
        rawHistograms);
  }
}
