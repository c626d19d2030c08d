// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import dev.skopos.model.Histogram.ResetHint;
import dev.skopos.model.Sample;
import dev.skopos.promql.histogram.CounterResets;
import org.jspecify.annotations.Nullable;

/**
 * Histograms of which only count and sum are of interest, as below histogram_count. The buckets are
 * left out, as in Prometheus, so nothing can be said of them any more; resets are found before.
 */
final class Statistics {
  private static final double[] NO_BOUNDS = {};

  private Statistics() {}

  /** The histograms of a series in the order of their times, null where there is a number. */
  static @Nullable Histogram[] of(@Nullable Histogram[] histograms) {
    @Nullable Histogram[] statistics = new Histogram[histograms.length];
    Histogram before = null;
    for (int i = 0; i < histograms.length; i++) {
      Histogram histogram = histograms[i];
      if (histogram != null && Sample.isStale(histogram.sum())) {
        statistics[i] = histogram;
      } else if (histogram != null) {
        statistics[i] = without(histogram, hint(histogram, before));
        before = histogram;
      }
    }
    return statistics;
  }

  private static ResetHint hint(Histogram histogram, @Nullable Histogram before) {
    if (histogram.resetHint() != ResetHint.UNKNOWN || before == null) {
      return histogram.resetHint();
    }
    return CounterResets.isReset(histogram, before) ? ResetHint.RESET : ResetHint.NOT_RESET;
  }

  private static Histogram without(Histogram histogram, ResetHint hint) {
    return new Histogram(
        hint,
        histogram.schema(),
        0,
        0,
        histogram.count(),
        histogram.sum(),
        Buckets.NONE,
        Buckets.NONE,
        NO_BOUNDS);
  }
}
