// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape;

/**
 * Which histograms of a target are stored, with the meaning that Prometheus 3 gives them.
 *
 * @param wantsNative whether native ones are asked for, as {@code scrape_native_histograms}
 * @param alwaysClassic whether the classic form of a native one is stored as well, as {@code
 *     always_scrape_classic_histograms}
 * @param mostBuckets native ones with more are made coarser; 0: no limit; as {@code
 *     native_histogram_bucket_limit}, of which only buckets that hold something count
 * @param leastFactor native ones whose buckets grow by less are made coarser; at most 1: as they
 *     are; as {@code native_histogram_min_bucket_factor}
 */
public record HistogramOptions(
    boolean wantsNative, boolean alwaysClassic, int mostBuckets, double leastFactor) {

  /** Classic histograms alone, which is Prometheus' default. */
  public static final HistogramOptions CLASSIC = new HistogramOptions(false, false, 0, 0);

  public HistogramOptions {
    if (mostBuckets < 0) {
      throw new IllegalArgumentException(
          "spec.histograms.maxBuckets is %d instead of at least 0".formatted(mostBuckets));
    }
    if (!Double.isFinite(leastFactor) || leastFactor < 0) {
      throw new IllegalArgumentException(
          "spec.histograms.minBucketFactor is %s instead of a number from 0 on"
              .formatted(leastFactor));
    }
  }
}
