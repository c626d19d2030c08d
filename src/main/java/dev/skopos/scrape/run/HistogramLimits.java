// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import dev.skopos.scrape.HistogramOptions;
import java.util.Arrays;

/** Makes native histograms coarser until they keep to the limits of a source, as Prometheus. */
final class HistogramLimits {

  private static final int COARSEST = -4;
  private static final int FINEST = 8;

  private final int mostBuckets;
  private final int finest;

  HistogramLimits(HistogramOptions options) {
    this.mostBuckets = options.mostBuckets() == 0 ? Integer.MAX_VALUE : options.mostBuckets();
    this.finest = finest(options.leastFactor());
  }

  /** The finest schema whose buckets grow by at least this factor. */
  private static int finest(double factor) {
    if (factor <= 1) {
      return FINEST;
    }
    double schema = Math.floor(-Math.log(Math.log(factor) / Math.log(2)) / Math.log(2));
    return (int) Math.clamp(schema, COARSEST, FINEST);
  }

  /**
   * The histogram, or what becomes of it.
   *
   * @throws ScrapeException when it has too many buckets even if it is as coarse as can be
   */
  Histogram applyTo(Histogram exposed) throws ScrapeException {
    Histogram kept = exposed;
    if (!kept.hasCustomBounds() && kept.schema() > finest) {
      kept = coarser(kept, finest);
    }
    while (buckets(kept) > mostBuckets) {
      if (kept.hasCustomBounds() || kept.schema() == COARSEST) {
        throw new ScrapeException(
            "histogram bucket limit exceeded: more than %d buckets".formatted(mostBuckets));
      }
      kept = coarser(kept, kept.schema() - 1);
    }
    return kept;
  }

  private static int buckets(Histogram histogram) {
    return histogram.positive().size() + histogram.negative().size();
  }

  private static Histogram coarser(Histogram histogram, int schema) {
    int steps = histogram.schema() - schema;
    return Histogram.exponential(
        histogram.resetHint(),
        schema,
        histogram.zeroThreshold(),
        histogram.zeroCount(),
        histogram.count(),
        histogram.sum(),
        merged(histogram.positive(), steps),
        merged(histogram.negative(), steps));
  }

  private static Buckets merged(Buckets buckets, int steps) {
    int[] indexes = new int[buckets.size()];
    double[] counts = new double[buckets.size()];
    int length = 0;
    for (int i = 0; i < buckets.size(); i++) {
      int index = ((buckets.indexes()[i] - 1) >> steps) + 1;
      if (length == 0 || indexes[length - 1] != index) {
        indexes[length++] = index;
      }
      counts[length - 1] += buckets.counts()[i];
    }
    return new Buckets(Arrays.copyOf(indexes, length), Arrays.copyOf(counts, length));
  }
}
