// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import java.util.Arrays;

/** Takes away buckets that hold nothing, so that equal histograms have equal buckets. */
final class EmptyBuckets {

  private EmptyBuckets() {}

  static Histogram removedFrom(Histogram histogram) {
    if (!hasEmpty(histogram.positive()) && !hasEmpty(histogram.negative())) {
      return histogram;
    }
    return new Histogram(
        histogram.resetHint(),
        histogram.schema(),
        histogram.zeroThreshold(),
        histogram.zeroCount(),
        histogram.count(),
        histogram.sum(),
        removedFrom(histogram.positive()),
        removedFrom(histogram.negative()),
        histogram.customBounds());
  }

  private static Buckets removedFrom(Buckets buckets) {
    int[] indexes = new int[buckets.size()];
    double[] counts = new double[buckets.size()];
    int length = 0;
    for (int i = 0; i < indexes.length; i++) {
      if (buckets.counts()[i] != 0) {
        indexes[length] = buckets.indexes()[i];
        counts[length++] = buckets.counts()[i];
      }
    }
    return new Buckets(Arrays.copyOf(indexes, length), Arrays.copyOf(counts, length));
  }

  private static boolean hasEmpty(Buckets buckets) {
    return Arrays.stream(buckets.counts()).anyMatch(count -> count == 0);
  }
}
