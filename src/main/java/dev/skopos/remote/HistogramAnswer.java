// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import dev.skopos.model.Histogram.ResetHint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/**
 * Makes a histogram of what the query API tells of it: the limits of its buckets that hold
 * something, not its schema. Where the limits are those of an exponential schema it has that one,
 * else it has them as custom bounds. What is known of counter resets is lost.
 */
final class HistogramAnswer {

  private static final int COARSEST = -4;
  private static final int FINEST = 8;

  /** Far more than the last bit of a limit, far less than the distance of two. */
  private static final double TOLERANCE = 1e-6;

  private final double count;
  private final double sum;
  private final List<Bucket> buckets = new ArrayList<>();
  private double zeroThreshold;
  private double zeroCount;

  /** A bucket between two limits. */
  private record Bucket(double lower, double upper, double count) {
    boolean isNegative() {
      return upper <= 0;
    }

    /** The limit that is farther from zero, as an absolute value. */
    double outer() {
      return isNegative() ? -lower : upper;
    }

    double inner() {
      return isNegative() ? -upper : lower;
    }

    /** Between which powers of two it lies tells its schema, as far as it has one. */
    boolean isOf(int schema) {
      double index = index(outer(), schema);
      return inner() > 0
          && Double.isFinite(outer())
          && Math.abs(index - Math.rint(index)) < TOLERANCE
          && Math.abs(index - index(inner(), schema) - 1) < TOLERANCE;
    }

    int index(int schema) {
      return (int) Math.rint(index(outer(), schema));
    }

    private static double index(double limit, int schema) {
      return Math.scalb(Math.log(limit) / Math.log(2), schema);
    }
  }

  HistogramAnswer(double count, double sum) {
    this.count = count;
    this.sum = sum;
  }

  /**
   * Adds a bucket.
   *
   * @param limits what the API tells of the limits: 3 means that both belong to it, as those of a
   *     zero bucket do
   */
  void add(int limits, double lower, double upper, double inside) {
    if (limits == 3 && lower == -upper) {
      zeroThreshold = upper;
      zeroCount = inside;
    } else {
      buckets.add(new Bucket(lower, upper, inside));
    }
  }

  Histogram histogram() {
    for (int schema = FINEST; schema >= COARSEST; schema--) {
      int candidate = schema;
      if (buckets.stream().allMatch(bucket -> bucket.isOf(candidate))) {
        return exponential(schema);
      }
    }
    return custom();
  }

  private Histogram exponential(int schema) {
    return Histogram.exponential(
        ResetHint.UNKNOWN,
        schema,
        zeroThreshold,
        zeroCount,
        count,
        sum,
        side(false, schema),
        side(true, schema));
  }

  private Buckets side(boolean negative, int schema) {
    List<Bucket> side =
        buckets.stream()
            .filter(bucket -> bucket.isNegative() == negative)
            .sorted(Comparator.comparingDouble(Bucket::outer))
            .toList();
    return new Buckets(
        side.stream().mapToInt(bucket -> bucket.index(schema)).toArray(),
        side.stream().mapToDouble(Bucket::count).toArray());
  }

  private Histogram custom() {
    TreeSet<Double> limits = new TreeSet<>();
    buckets.stream()
        .flatMapToDouble(bucket -> DoubleStream.of(bucket.lower, bucket.upper))
        .filter(Double::isFinite)
        .forEach(limits::add);
    double[] bounds = limits.stream().mapToDouble(Double::doubleValue).toArray();
    List<Bucket> ascending =
        buckets.stream().sorted(Comparator.comparingDouble(Bucket::upper)).toList();
    return Histogram.custom(
        ResetHint.UNKNOWN,
        count,
        sum,
        bounds,
        new Buckets(
            ascending.stream().mapToInt(bucket -> position(bounds, bucket.upper)).toArray(),
            ascending.stream().mapToDouble(Bucket::count).toArray()));
  }

  private static int position(double[] bounds, double upper) {
    return Double.isInfinite(upper) ? bounds.length : Arrays.binarySearch(bounds, upper);
  }
}
