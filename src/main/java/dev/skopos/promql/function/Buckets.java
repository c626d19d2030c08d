// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import java.util.Arrays;

/** The buckets of a classic histogram at one step, cumulative, in ascending order of bounds. */
final class Buckets {

  /** Counts that differ by less than this part are taken to be equal. */
  private static final double TOLERANCE = 1e-12;

  private final double[] bounds;
  private final double[] counts;
  private int size;

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
    if (!isComplete() || size < 2) {
      return Double.NaN;
    }
    repair();
    double observations = counts[size - 1];
    return observations == 0 ? Double.NaN : interpolate(quantile * observations);
  }

  /** Removes what rounding and scrapes in between have done to the order of the counts. */
  private void repair() {
    double last = counts[0];
    for (int i = 1; i < size; i++) {
      double difference = Math.abs(counts[i] - last);
      if (difference != 0 && difference / counts[i] <= TOLERANCE) {
        counts[i] = last;
      } else {
        last = counts[i];
      }
    }
    for (int i = 1; i < size; i++) {
      counts[i] = counts[i] < counts[i - 1] ? counts[i - 1] : counts[i];
    }
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
