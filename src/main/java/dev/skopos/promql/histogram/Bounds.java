// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.histogram;

import dev.skopos.model.Histogram;

/** Where the buckets of a histogram end. */
final class Bounds {
  private static final int HIGHEST_SCHEMA = 8;
  private static final int OVERFLOW_EXPONENT = 1025;
  private static final double[][] FRACTIONS = fractions();

  private Bounds() {}

  /** The upper bound of a bucket, as an absolute value; of the one before it, its lower bound. */
  static double of(Histogram histogram, int index) {
    return histogram.hasCustomBounds()
        ? custom(histogram.customBounds(), index)
        : exponential(histogram.schema(), index);
  }

  private static double custom(double[] bounds, int index) {
    if (index < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return index < bounds.length ? bounds[index] : Double.POSITIVE_INFINITY;
  }

  /** The last bucket of finite numbers ends at the largest one, so that infinity is beyond it. */
  static double exponential(int schema, int index) {
    if (schema < 0) {
      long exponent = (long) index << -schema;
      return exponent == OVERFLOW_EXPONENT - 1 ? Double.MAX_VALUE : scale(1, exponent);
    }
    double fraction = FRACTIONS[schema][index & ((1 << schema) - 1)];
    int exponent = (index >> schema) + 1;
    return fraction == 0.5 && exponent == OVERFLOW_EXPONENT
        ? Double.MAX_VALUE
        : scale(fraction, exponent);
  }

  private static double scale(double fraction, long exponent) {
    return Math.scalb(fraction, Math.clamp(exponent, -5_000, 5_000));
  }

  /**
   * The bounds between a half and one, per schema. Not the nearest numbers but those that
   * Prometheus has, which come from multiplying the bounds of the schema before by a root of two.
   */
  private static double[][] fractions() {
    double[][] fractions = new double[HIGHEST_SCHEMA + 1][];
    fractions[0] = new double[] {0.5};
    for (int schema = 1; schema <= HIGHEST_SCHEMA; schema++) {
      int count = 1 << schema;
      double root = schema == 1 ? Math.nextDown(Math.sqrt(2)) : Math.pow(2, 1.0 / count);
      double[] bounds = new double[count];
      for (int i = 0; i < count; i++) {
        bounds[i] = i % 2 == 0 ? fractions[schema - 1][i / 2] : bounds[i - 1] * root;
      }
      fractions[schema] = bounds;
    }
    return fractions;
  }
}
