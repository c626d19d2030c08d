// SPDX-License-Identifier: Apache-2.0
package dev.skopos.model;

import java.util.Arrays;

/**
 * A native histogram, as Prometheus 3 has them, with counts as floating point numbers. Buckets that
 * hold nothing are left out, so that equal histograms have equal buckets. The arrays are handed
 * over, not copied: whoever made them must not change them any more.
 *
 * <p>In a bucket of an exponential schema with index i lie the observations in {@code (2^((i-1) *
 * 2^-schema), 2^(i * 2^-schema)]}, mirrored for negative ones. With custom bounds, index i means
 * {@code (bounds[i-1], bounds[i]]}, the first bucket reaches down to minus infinity and the one
 * behind the last bound up to infinity; there are only positive buckets then, and no zero bucket.
 *
 * @param resetHint what is known about a counter reset before this histogram
 * @param schema -4 to 8: exponential; {@link #CUSTOM_BOUNDS}: bounds of its own
 * @param zeroThreshold the zero bucket holds what is at most this far from 0
 * @param count of all observations, those that are NaN included
 * @param sum of all observations; {@link Sample#STALE} marks the end of the series
 * @param positive the buckets above the zero bucket
 * @param negative the buckets below it, by ascending absolute value
 * @param customBounds upper bounds, strictly ascending and without infinity; empty when exponential
 */
@SuppressWarnings("ArrayRecordComponent")
public record Histogram(
    ResetHint resetHint,
    int schema,
    double zeroThreshold,
    double zeroCount,
    double count,
    double sum,
    Buckets positive,
    Buckets negative,
    double[] customBounds) {

  /** The schema of histograms with custom bounds. */
  public static final int CUSTOM_BOUNDS = -53;

  private static final double[] NO_BOUNDS = {};

  /** The stale marker of a series of histograms. */
  public static final Histogram STALE =
      exponential(
          ResetHint.UNKNOWN,
          0,
          0,
          0,
          0,
          Sample.STALE,
          new Buckets(new int[0], new double[0]),
          new Buckets(new int[0], new double[0]));

  /** What is known about a counter reset before a histogram. */
  public enum ResetHint {
    UNKNOWN,
    RESET,
    NOT_RESET,
    /** Not a counter at all. */
    GAUGE
  }

  /**
   * Counts per bucket, not cumulative.
   *
   * @param indexes strictly ascending
   * @param counts as many as indexes
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Buckets(int[] indexes, double[] counts) {

    public static final Buckets NONE = new Buckets(new int[0], new double[0]);

    public Buckets {
      if (indexes.length != counts.length) {
        throw new IllegalArgumentException(
            "%d bucket indexes but %d counts".formatted(indexes.length, counts.length));
      }
    }

    public int size() {
      return indexes.length;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Buckets that
          && Arrays.equals(indexes, that.indexes)
          && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(indexes) + Arrays.hashCode(counts);
    }
  }

  /** A histogram of an exponential schema. */
  public static Histogram exponential(
      ResetHint resetHint,
      int schema,
      double zeroThreshold,
      double zeroCount,
      double count,
      double sum,
      Buckets positive,
      Buckets negative) {
    return new Histogram(
        resetHint, schema, zeroThreshold, zeroCount, count, sum, positive, negative, NO_BOUNDS);
  }

  /** A histogram with custom bounds. */
  public static Histogram custom(
      ResetHint resetHint, double count, double sum, double[] bounds, Buckets buckets) {
    return new Histogram(resetHint, CUSTOM_BOUNDS, 0, 0, count, sum, buckets, Buckets.NONE, bounds);
  }

  public boolean hasCustomBounds() {
    return schema == CUSTOM_BOUNDS;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Histogram that
        && resetHint == that.resetHint
        && schema == that.schema
        && Double.compare(zeroThreshold, that.zeroThreshold) == 0
        && Double.compare(zeroCount, that.zeroCount) == 0
        && Double.compare(count, that.count) == 0
        && Double.doubleToRawLongBits(sum) == Double.doubleToRawLongBits(that.sum)
        && positive.equals(that.positive)
        && negative.equals(that.negative)
        && Arrays.equals(customBounds, that.customBounds);
  }

  @Override
  public int hashCode() {
    int result = 31 * schema + Double.hashCode(count);
    result = 31 * result + Double.hashCode(sum);
    result = 31 * result + Double.hashCode(zeroCount);
    result = 31 * result + positive.hashCode();
    result = 31 * result + negative.hashCode();
    return 31 * result + Arrays.hashCode(customBounds);
  }
}
