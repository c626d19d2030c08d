// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The buckets of a classic histogram at one step, cumulative, in ascending order of bounds. */
final class Buckets {

  /** Counts that differ by less than this part of their sum are taken to be equal. */
  private static final double TOLERANCE = 1e-12;

  private final double[] bounds;
  private final double[] counts;
  private int size;
  private @Nullable Change change;

  /** How counts had to be changed to be cumulative: the bounds of the buckets, and by how much. */
  record Change(double lowest, double highest, double largest) {
    Change and(double bound, double difference) {
      return new Change(
          Math.min(lowest, bound), Math.max(highest, bound), Math.max(largest, difference));
    }
  }

  /** Room for as many buckets. */
  Buckets(int capacity) {
    bounds = new double[capacity];
    counts = new double[capacity];
  }

  /** Adds a bucket that has no lower bound than those before; equal bounds become one bucket. */
  void add(double bound, double count) {
    if (size > 0 && bounds[size - 1] == bound) {
      counts[size - 1] += count;
      return;
    }
    bounds[size] = bound;
    counts[size++] = count;
  }

  /** Makes room for the buckets of another step. */
  void clear() {
    size = 0;
    change = null;
  }

  /** What quantile() had to repair; null for nothing. */
  @Nullable Change change() {
    return change;
  }

  boolean isEmpty() {
    return size == 0;
  }

  private boolean isComplete() {
    return bounds[size - 1] == Double.POSITIVE_INFINITY;
  }

  double quantile(double quantile) {
    if (Double.isNaN(quantile)) {
      return Double.NaN;
    }
    if (quantile < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (quantile > 1) {
      return Double.POSITIVE_INFINITY;
    }
    if (!isComplete()) {
      return Double.NaN;
    }
    repair();
    if (size < 2) {
      return Double.NaN;
    }
    double observations = counts[size - 1];
    return observations == 0 ? Double.NaN : interpolate(quantile * observations);
  }

  /** Removes what rounding and scrapes in between have done to the order of the counts. */
  private void repair() {
    double before = counts[0];
    for (int i = 1; i < size; i++) {
      double count = counts[i];
      if (count == before) {
        continue;
      }
      if (isAlmost(before, count)) {
        counts[i] = before;
      } else if (count < before) {
        counts[i] = before;
        double difference = before - count;
        change =
            change == null
                ? new Change(bounds[i], bounds[i], difference)
                : change.and(bounds[i], difference);
      } else {
        before = count;
      }
    }
  }

  private static boolean isAlmost(double left, double right) {
    if (Double.isNaN(left) && Double.isNaN(right)) {
      return true;
    }
    double sum = Math.abs(left) + Math.abs(right);
    double difference = Math.abs(left - right);
    if (left == 0 || right == 0 || sum < Double.MIN_NORMAL) {
      return difference < TOLERANCE * Double.MIN_NORMAL;
    }
    return difference / Math.min(sum, Double.MAX_VALUE) < TOLERANCE;
  }

  private double interpolate(double rank) {
    int found = 0;
    while (found < size - 1 && !(counts[found] >= rank)) {
      found++;
    }
    if (found == size - 1) {
      return bounds[size - 2];
    }
    if (found == 0 && bounds[0] <= 0) {
      return bounds[0];
    }
    double start = found == 0 ? 0 : bounds[found - 1];
    double below = found == 0 ? 0 : counts[found - 1];
    return start + (bounds[found] - start) * ((rank - below) / (counts[found] - below));
  }

  /** The part of the observations between two values. */
  double fraction(double lower, double upper) {
    double observations = isComplete() ? counts[size - 1] : 0;
    if (observations == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
      return Double.NaN;
    }
    if (lower >= upper) {
      return 0;
    }
    double above = Math.min(rank(lower), observations);
    double below = Math.min(rank(upper), observations);
    return (below - above) / observations;
  }

  /** How many observations are below the value. */
  private double rank(double value) {
    double below = 0;
    double start = bounds[0] > 0 ? 0 : Double.NEGATIVE_INFINITY;
    if (value <= start) {
      return 0;
    }
    for (int i = 0; i < size; i++) {
      if (value == start) {
        return below;
      }
      if (start < value && value < bounds[i]) {
        return Double.isInfinite(start)
            ? counts[i]
            : below + (counts[i] - below) * (value - start) / (bounds[i] - start);
      }
      below = counts[i];
      start = bounds[i];
    }
    return below;
  }

  @Override
  public String toString() {
    return Arrays.toString(Arrays.copyOf(bounds, size))
        + Arrays.toString(Arrays.copyOf(counts, size));
  }
}
