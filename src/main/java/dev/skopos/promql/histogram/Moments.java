// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.histogram;

import dev.skopos.model.Histogram;

/**
 * The spread of a native histogram's observations, each taken to be in the middle of its bucket.
 */
public final class Moments {
  private Moments() {}

  public static double variance(Histogram histogram) {
    double mean = histogram.sum() / histogram.count();
    ExactNumber squares = new ExactNumber();
    for (Bucket bucket : BucketSequence.ascending(histogram)) {
      double delta = middle(histogram, bucket) - mean;
      squares.add(bucket.count() * delta * delta);
    }
    return squares.total() / histogram.count();
  }

  private static double middle(Histogram histogram, Bucket bucket) {
    if (histogram.hasCustomBounds()) {
      return (bucket.upper() + bucket.lower()) / 2;
    }
    if (bucket.touchesZero()) {
      return 0;
    }
    double geometric = Math.sqrt(bucket.upper() * bucket.lower());
    return bucket.upper() < 0 ? -geometric : geometric;
  }
}
