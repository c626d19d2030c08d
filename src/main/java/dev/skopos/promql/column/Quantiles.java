// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.column;

import java.util.Arrays;

/** Quantiles of plain numbers. */
public final class Quantiles {

  private Quantiles() {}

  /**
   * The quantile, between two numbers by their weighted mean; sorts the array. NaNs count as the
   * smallest numbers, as in Prometheus.
   *
   * @param quantile below 0 gives -Inf, above 1 +Inf, NaN gives NaN
   */
  public static double of(double quantile, double[] values) {
    if (values.length == 0 || Double.isNaN(quantile)) {
      return Double.NaN;
    }
    if (quantile < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (quantile > 1) {
      return Double.POSITIVE_INFINITY;
    }
    sort(values);
    double rank = quantile * (values.length - 1);
    int lower = (int) Math.max(0, Math.floor(rank));
    int upper = Math.min(values.length - 1, lower + 1);
    double weight = rank - Math.floor(rank);
    return values[lower] * (1 - weight) + values[upper] * weight;
  }

  /** In ascending order, the NaNs first. */
  private static void sort(double[] values) {
    Arrays.sort(values);
    int numbers = values.length;
    while (numbers > 0 && Double.isNaN(values[numbers - 1])) {
      numbers--;
    }
    int nans = values.length - numbers;
    System.arraycopy(values, 0, values, nans, numbers);
    Arrays.fill(values, 0, nans, Double.NaN);
  }
}
