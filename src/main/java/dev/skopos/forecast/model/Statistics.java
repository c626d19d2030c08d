// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.Arrays;

/** Figures of samples; what is not finite is left out; of nothing, NaN. */
final class Statistics {

  /** The median absolute deviation times this is the standard deviation of a normal sample. */
  private static final double NORMAL = 1.4826;

  private Statistics() {}

  static double mean(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).average().orElse(Double.NaN);
  }

  static double median(double[] values) {
    return quantile(sorted(values), 0.5);
  }

  /** The finite values in ascending order. */
  static double[] sorted(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
  }

  /** Interpolates between the values next to the rank; NaN for an empty sample. */
  static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double rank = share * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }

  /** What is left of a sorted sample without some of its values, which are sorted as well. */
  static double[] without(double[] sorted, double[] some) {
    double[] rest = new double[sorted.length - some.length];
    int next = 0;
    int count = 0;
    for (double value : sorted) {
      if (next < some.length && some[next] == value) {
        next++;
      } else {
        rest[count++] = value;
      }
    }
    return rest;
  }

  /** A robust standard deviation around the median. */
  static double deviation(double[] values) {
    double median = median(values);
    return NORMAL * median(Arrays.stream(values).map(v -> Math.abs(v - median)).toArray());
  }

  /**
   * The probability that a standard normal value is farther from zero (Abramowitz, Stegun 7.1.26).
   */
  static double twoSidedTail(double z) {
    double x = Math.abs(z) / Math.sqrt(2);
    double t = 1 / (1 + 0.3275911 * x);
    double polynomial =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    return Math.clamp(polynomial * Math.exp(-x * x), 0, 1);
  }
}
