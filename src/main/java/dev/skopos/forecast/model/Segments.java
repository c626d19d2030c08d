// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Cuts a series into pieces that are straight lines, with as few pieces as the noise allows
 * (optimal partitioning, Jackson et al. 2005). A piece begins where the level or the slope changes.
 */
final class Segments {

  /** Points of a piece at least. */
  static final int SHORTEST = 5;

  /** What a further piece must explain: as many times the variance of noise and the log of size. */
  private static final double PENALTY = 8;

  /** Points that tell noise by themselves. */
  private static final int THIRD = 10;

  private final LineSums sums;
  private final int[] starts;
  private final double price;

  private Segments(LineSums sums, int[] starts, double price) {
    this.sums = sums;
    this.starts = starts;
    this.price = price;
  }

  /** A single piece. */
  static Segments one(double[] times, double[] values) {
    return new Segments(new LineSums(times, values), new int[] {0}, 0);
  }

  static Segments of(double[] times, double[] values) {
    int size = values.length;
    LineSums sums = new LineSums(times, values);
    double penalty = PENALTY * Math.log(Math.max(size, 2)) * variance(values);
    double[] costs = new double[size + 1];
    int[] cuts = new int[size + 1];
    Arrays.fill(costs, Double.POSITIVE_INFINITY);
    costs[0] = -penalty;
    for (int end = Math.min(SHORTEST, size); end <= size; end++) {
      for (int start = 0; start == 0 || start <= end - SHORTEST; start++) {
        double cost = costs[start] + penalty + sums.squares(start, end);
        if (cost < costs[end]) {
          costs[end] = cost;
          cuts[end] = start;
        }
      }
    }
    Deque<Integer> starts = new ArrayDeque<>();
    for (int end = size; end > 0; end = cuts[end]) {
      starts.addFirst(cuts[end]);
    }
    return new Segments(sums, starts.stream().mapToInt(Integer::intValue).toArray(), penalty);
  }

  /** That of the noise, which often grows with the level: in all, or in the newest third. */
  private static double variance(double[] values) {
    double size = Arrays.stream(values).map(Math::abs).max().orElse(0);
    double variance = noise(values, 0);
    if (values.length >= 3 * THIRD) {
      variance = Math.max(variance, noise(values, values.length - values.length / 3));
    }
    return Math.max(variance, 1e-12 * size * size);
  }

  /** From what neighbours differ by, whatever the trend. */
  private static double noise(double[] values, int from) {
    double[] steps = new double[Math.max(values.length - from - 1, 0)];
    Arrays.setAll(steps, i -> values[from + i + 1] - values[from + i]);
    double deviation = steps.length == 0 ? 0 : Statistics.deviation(steps);
    return deviation * deviation / 2;
  }

  int count() {
    return starts.length;
  }

  /** The first point of a piece. */
  int start(int piece) {
    return piece == starts.length ? sums.size() : starts[piece];
  }

  /** What a piece had to explain to be worth it, in squares of the values. */
  double price() {
    return price;
  }

  LineSums sums() {
    return sums;
  }
}
