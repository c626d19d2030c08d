// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.histogram;

import dev.skopos.model.Histogram;

/**
 * The bucket around zero.
 *
 * @param threshold how far it reaches in both directions
 * @param lost what additions to the count have lost
 */
record ZeroBucket(double threshold, double count, double lost) {

  /** The zero bucket that a histogram would have with a larger threshold. */
  static ZeroBucket widened(Histogram histogram, double larger) {
    return new ZeroBucket(histogram.zeroThreshold(), histogram.zeroCount(), 0)
        .widened(
            larger,
            histogram.schema(),
            Tally.of(histogram.positive()),
            Tally.of(histogram.negative()));
  }

  /**
   * The bucket with a larger threshold, which takes in what the other buckets count up to there. A
   * bucket that would be cut is taken in as a whole, so the threshold may become even larger.
   */
  ZeroBucket widened(double larger, int schema, Tally positive, Tally negative) {
    if (larger == threshold) {
      return this;
    }
    ExactNumber total = new ExactNumber();
    total.set(count, lost);
    double reached = larger;
    while (true) {
      // What earlier attempts lost stays, as in Prometheus.
      total.set(count, total.lost());
      reached = takeIn(total, reached, schema, positive);
      double afterNegative = takeIn(total, reached, schema, negative);
      if (afterNegative == reached) {
        return new ZeroBucket(reached, total.value(), total.lost());
      }
      reached = afterNegative;
    }
  }

  private static double takeIn(ExactNumber total, double larger, int schema, Tally tally) {
    for (int i = 0; i < tally.size(); i++) {
      if (Bounds.exponential(schema, tally.index(i) - 1) >= larger) {
        return larger;
      }
      total.add(tally.count(i));
      total.add(tally.lost(i));
      double upper = Bounds.exponential(schema, tally.index(i));
      if (upper > larger) {
        return upper;
      }
    }
    return larger;
  }
}
