// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.histogram;

import dev.skopos.model.Histogram;
import java.util.List;

/**
 * The part of a native histogram's observations between two values, as {@code histogram_fraction}
 * estimates it.
 *
 * @param hasNans whether there are observations that are NaN, which are between no values
 */
public record Fraction(double value, boolean hasNans) {

  public static Fraction of(double lower, double upper, Histogram histogram) {
    if (histogram.count() == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
      return new Fraction(Double.NaN, false);
    }
    if (lower >= upper) {
      return new Fraction(0, false);
    }
    List<Bucket> buckets = BucketSequence.ascending(histogram);
    double count = histogram.count();
    boolean nans = false;
    if (Double.isNaN(histogram.sum())) {
      count = buckets.stream().mapToDouble(Bucket::count).reduce(0, Double::sum);
      nans = count < histogram.count();
    }
    double below = Math.min(rank(lower, histogram, buckets, count), count);
    double above = Math.min(rank(upper, histogram, buckets, count), count);
    return new Fraction((above - below) / histogram.count(), nans);
  }

  /** How many observations are below the value. */
  private static double rank(
      double value, Histogram histogram, List<Bucket> buckets, double count) {
    double rank = 0;
    for (Bucket original : buckets) {
      boolean zero = original.touchesZero();
      Bucket bucket = zero ? Quantile.oneSided(histogram, original) : original;
      if (bucket.lower() >= value) {
        return rank;
      }
      if (bucket.upper() > value) {
        boolean linear = histogram.hasCustomBounds() || zero;
        return linear && bucket.lower() == Double.NEGATIVE_INFINITY
            ? bucket.count()
            : rank + bucket.count() * bucket.fractionBelow(value, linear);
      }
      rank += bucket.count();
    }
    return count;
  }
}
