// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.histogram;

import dev.skopos.model.Histogram;
import java.util.List;

/**
 * A quantile of a native histogram, as {@code histogram_quantile} estimates it.
 *
 * @param nans what observations that are NaN did to it
 */
public record Quantile(double value, Nans nans) {
  /** Observations that are NaN are in no bucket, but they are counted. */
  public enum Nans {
    NONE,
    /** The result is NaN, since the quantile is among them. */
    RESULT,
    /** They count as the largest observations. */
    SKEW
  }

  private static Quantile plain(double value) {
    return new Quantile(value, Nans.NONE);
  }

  /** The quantile, from 0 to 1; beyond that it is infinite. */
  public static Quantile of(double quantile, Histogram histogram) {
    if (quantile < 0) {
      return plain(Double.NEGATIVE_INFINITY);
    }
    if (quantile > 1) {
      return plain(Double.POSITIVE_INFINITY);
    }
    if (histogram.count() == 0 || Double.isNaN(quantile)) {
      return plain(Double.NaN);
    }
    List<Bucket> buckets = BucketSequence.ascending(histogram);
    // From the nearer end fewer rounding errors add up; NaNs have to be met last.
    boolean upwards = Double.isNaN(histogram.sum()) || quantile < 0.5;
    return new Search(histogram, upwards ? buckets : buckets.reversed(), upwards).find(quantile);
  }

  /** Walks over the buckets from one end to the one in which the quantile lies. */
  private static final class Search {
    private final Histogram histogram;
    private final List<Bucket> buckets;
    private final boolean upwards;
    private Bucket bucket = new Bucket(0, 0, false, false, 0);
    private double count;
    private int next;

    Search(Histogram histogram, List<Bucket> buckets, boolean upwards) {
      this.histogram = histogram;
      this.buckets = buckets;
      this.upwards = upwards;
    }

    Quantile find(double quantile) {
      double rank = (upwards ? quantile : 1 - quantile) * histogram.count();
      while (next < buckets.size()) {
        bucket = buckets.get(next++);
        count += bucket.count();
        if (count >= rank) {
          break;
        }
      }
      if (histogram.hasCustomBounds()) {
        if (bucket.lower() == Double.NEGATIVE_INFINITY) {
          if (bucket.upper() <= 0) {
            return plain(bucket.upper());
          }
          bucket = bucket.withLower(0);
        } else if (bucket.upper() == Double.POSITIVE_INFINITY) {
          return plain(bucket.lower());
        }
      } else if (bucket.lower() < 0 && bucket.upper() > 0) {
        bucket = oneSided(histogram, bucket);
      }
      return interpolate(rank);
    }

    private Quantile interpolate(double rank) {
      boolean hasNans = Double.isNaN(histogram.sum());
      count = Math.min(count, histogram.count());
      if (count < rank) {
        return hasNans ? new Quantile(Double.NaN, Nans.RESULT) : plain(bucket.upper());
      }
      double inBucket = upwards ? rank - (count - bucket.count()) : count - rank;
      double value = within(inBucket / bucket.count());
      return new Quantile(value, hasNans && isShort() ? Nans.SKEW : Nans.NONE);
    }

    /** Whether the buckets count less than there is. */
    private boolean isShort() {
      double all = count;
      for (int i = next; i < buckets.size(); i++) {
        all += buckets.get(i).count();
      }
      return all < histogram.count();
    }

    private double within(double fraction) {
      if (histogram.hasCustomBounds() || bucket.touchesZero()) {
        return bucket.lower() + (bucket.upper() - bucket.lower()) * fraction;
      }
      double logLower = Logarithm.base2(Math.abs(bucket.lower()));
      double logUpper = Logarithm.base2(Math.abs(bucket.upper()));
      return bucket.lower() > 0
          ? Logarithm.power2(logLower + (logUpper - logLower) * fraction)
          : -Logarithm.power2(logUpper + (logLower - logUpper) * (1 - fraction));
    }
  }

  /** A zero bucket beside which there are buckets on one side only has nothing on the other. */
  static Bucket oneSided(Histogram histogram, Bucket zero) {
    boolean hasNegative = histogram.negative().size() > 0;
    boolean hasPositive = histogram.positive().size() > 0;
    if (hasPositive && !hasNegative) {
      return zero.withLower(0);
    }
    return hasNegative && !hasPositive ? zero.withUpper(0) : zero;
  }
}
