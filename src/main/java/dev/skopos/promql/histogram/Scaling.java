// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.histogram;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import dev.skopos.model.Histogram.ResetHint;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Histograms with all counts changed alike, and what else needs but one histogram. */
public final class Scaling {
  private Scaling() {}

  /** All counts and the sum times the factor; with a negative one it is no counter any more. */
  public static Histogram multiply(Histogram histogram, double factor) {
    return map(histogram, hint(histogram, factor), number -> number * factor);
  }

  /** All counts and the sum divided; without buckets when the divisor is zero. */
  public static Histogram divide(Histogram histogram, double divisor) {
    if (divisor == 0) {
      Histogram emptied =
          new Histogram(
              histogram.resetHint(),
              histogram.schema(),
              histogram.zeroThreshold(),
              histogram.zeroCount(),
              histogram.count(),
              histogram.sum(),
              Buckets.NONE,
              Buckets.NONE,
              histogram.customBounds());
      return map(emptied, histogram.resetHint(), number -> number / divisor);
    }
    return map(histogram, hint(histogram, divisor), number -> number / divisor);
  }

  private static ResetHint hint(Histogram histogram, double factor) {
    return factor < 0 ? ResetHint.GAUGE : histogram.resetHint();
  }

  private static Histogram map(Histogram histogram, ResetHint hint, DoubleUnaryOperator change) {
    return new Histogram(
        hint,
        histogram.schema(),
        histogram.zeroThreshold(),
        change.applyAsDouble(histogram.zeroCount()),
        change.applyAsDouble(histogram.count()),
        change.applyAsDouble(histogram.sum()),
        map(histogram.positive(), change),
        map(histogram.negative(), change),
        histogram.customBounds());
  }

  private static Buckets map(Buckets buckets, DoubleUnaryOperator change) {
    int[] indexes = new int[buckets.size()];
    double[] counts = new double[buckets.size()];
    int length = 0;
    for (int i = 0; i < counts.length; i++) {
      double count = change.applyAsDouble(buckets.counts()[i]);
      if (count != 0) {
        indexes[length] = buckets.indexes()[i];
        counts[length++] = count;
      }
    }
    return new Buckets(Arrays.copyOf(indexes, length), Arrays.copyOf(counts, length));
  }

  /** The same histogram with another hint. */
  public static Histogram withHint(Histogram histogram, ResetHint hint) {
    return histogram.resetHint() == hint
        ? histogram
        : map(histogram, hint, DoubleUnaryOperator.identity());
  }

  /** A histogram of an exponential schema with its buckets merged to a coarser one. */
  public static Histogram toSchema(Histogram histogram, int schema) {
    if (histogram.schema() == schema) {
      return histogram;
    }
    Tally positive = Tally.of(histogram.positive());
    Tally negative = Tally.of(histogram.negative());
    Resolution.reduce(positive, histogram.schema(), schema, false);
    Resolution.reduce(negative, histogram.schema(), schema, false);
    return Histogram.exponential(
        ResetHint.UNKNOWN,
        schema,
        histogram.zeroThreshold(),
        histogram.zeroCount(),
        histogram.count(),
        histogram.sum(),
        positive.buckets(),
        negative.buckets());
  }

  /** A histogram that has counted nothing, with the buckets' layout of another. */
  public static Histogram nothing(Histogram like) {
    return new Histogram(
        ResetHint.UNKNOWN,
        like.schema(),
        0,
        0,
        0,
        0,
        Buckets.NONE,
        Buckets.NONE,
        like.customBounds());
  }

  /** Whether two histograms count the same, whatever is known of resets. */
  public static boolean isSame(Histogram left, Histogram right) {
    return left.equals(withHint(right, left.resetHint()));
  }
}
