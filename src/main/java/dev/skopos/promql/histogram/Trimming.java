// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.histogram;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import java.util.Arrays;

/**
 * Takes away the observations of a native histogram above or below a value. A bucket that contains
 * the value is cut by interpolation; the sum is estimated anew from the middles of what is left.
 */
public final class Trimming {
  /** What is left of a bucket, and the value that stands for its observations in the sum. */
  private record Rest(double count, double middle) {
    static final Rest NOTHING = new Rest(0, 0);
  }

  private final Histogram histogram;
  private final double limit;
  private final boolean keepsLower;
  private double count;
  private double sum;
  private boolean trimmed;

  private Trimming(Histogram histogram, double limit, boolean keepsLower) {
    this.histogram = histogram;
    this.limit = limit;
    this.keepsLower = keepsLower;
  }

  /** What lies below the limit: the operator {@code </}. */
  public static Histogram below(Histogram histogram, double limit) {
    return new Trimming(histogram, limit, true).trim();
  }

  /** What lies above the limit: the operator {@code >/}. */
  public static Histogram above(Histogram histogram, double limit) {
    return new Trimming(histogram, limit, false).trim();
  }

  private Histogram trim() {
    Buckets positive = trim(histogram.positive(), true);
    Buckets negative = trim(histogram.negative(), false);
    double zeroCount = histogram.zeroCount();
    if (zeroCount > 0) {
      Rest rest = restOfZero();
      trimmed |= rest.count() != zeroCount;
      zeroCount = rest.count();
      sum += rest.middle() * rest.count();
      count += rest.count();
    }
    if (!trimmed) {
      return histogram;
    }
    return new Histogram(
        histogram.resetHint(),
        histogram.schema(),
        histogram.zeroThreshold(),
        zeroCount,
        count,
        sum,
        positive,
        negative,
        histogram.customBounds());
  }

  private Buckets trim(Buckets buckets, boolean positive) {
    int[] indexes = new int[buckets.size()];
    double[] counts = new double[buckets.size()];
    int length = 0;
    for (int i = 0; i < buckets.size(); i++) {
      Bucket bucket =
          positive ? BucketSequence.positive(histogram, i) : BucketSequence.negative(histogram, i);
      Rest rest = rest(bucket, positive);
      count += rest.count();
      sum += rest.middle() * rest.count();
      trimmed |= rest.count() != bucket.count();
      if (rest.count() != 0) {
        indexes[length] = buckets.indexes()[i];
        counts[length++] = rest.count();
      }
    }
    return new Buckets(Arrays.copyOf(indexes, length), Arrays.copyOf(counts, length));
  }

  private Rest rest(Bucket bucket, boolean positive) {
    boolean all = keepsLower ? bucket.upper() <= limit : bucket.lower() >= limit;
    if (all) {
      return new Rest(bucket.count(), middle(bucket.lower(), bucket.upper(), positive));
    }
    boolean cut = keepsLower ? bucket.lower() < limit : bucket.upper() > limit;
    if (!cut) {
      return Rest.NOTHING;
    }
    if (bucket.lower() == Double.NEGATIVE_INFINITY) {
      return openBelow(bucket);
    }
    if (bucket.upper() == Double.POSITIVE_INFINITY) {
      return openAbove(bucket);
    }
    double below = countBelow(bucket);
    return keepsLower
        ? new Rest(below, middle(bucket.lower(), limit, positive))
        : new Rest(bucket.count() - below, middle(limit, bucket.upper(), positive));
  }

  private double countBelow(Bucket bucket) {
    if (limit <= bucket.lower()) {
      return 0;
    }
    if (limit >= bucket.upper()) {
      return bucket.count();
    }
    return bucket.count() * bucket.fractionBelow(limit, histogram.hasCustomBounds());
  }

  /** Observations below the first bound are between it and zero; where that is below, at it. */
  private Rest openBelow(Bucket bucket) {
    double upper = bucket.upper();
    boolean finite = upper != Double.POSITIVE_INFINITY;
    if (keepsLower) {
      if (limit > 0 && upper > 0 && finite) {
        return new Rest(bucket.count() * limit / upper, limit / 2);
      }
      return upper <= 0 ? new Rest(bucket.count(), limit) : Rest.NOTHING;
    }
    return limit >= 0 && upper > limit && finite
        ? new Rest(bucket.count() * (1 - limit / upper), (limit + upper) / 2)
        : Rest.NOTHING;
  }

  /** Nobody knows how far observations lie beyond the last bound. */
  private Rest openAbove(Bucket bucket) {
    return !keepsLower && limit >= bucket.lower() ? new Rest(bucket.count(), limit) : Rest.NOTHING;
  }

  private Rest restOfZero() {
    Bucket zero = Quantile.oneSided(histogram, BucketSequence.zero(histogram));
    double lower = zero.lower();
    double upper = zero.upper();
    boolean all = keepsLower ? limit >= upper : limit <= lower;
    boolean nothing = keepsLower ? limit <= lower : limit >= upper;
    if (keepsLower ? nothing : nothing && !all) {
      return Rest.NOTHING;
    }
    if (all) {
      return new Rest(zero.count(), (lower + upper) / 2);
    }
    return keepsLower
        ? new Rest(zero.count() * ((limit - lower) / (upper - lower)), (lower + limit) / 2)
        : new Rest(zero.count() * ((upper - limit) / (upper - lower)), (limit + upper) / 2);
  }

  private double middle(double lower, double upper, boolean positive) {
    if (Double.isInfinite(lower)) {
      if (Double.isInfinite(upper)) {
        return 0;
      }
      return upper > 0 ? upper / 2 : upper;
    }
    if (Double.isInfinite(upper)) {
      return lower;
    }
    if (histogram.hasCustomBounds()) {
      return (lower + upper) / 2;
    }
    double geometric = Math.sqrt(Math.abs(lower * upper));
    return positive ? geometric : -geometric;
  }
}
