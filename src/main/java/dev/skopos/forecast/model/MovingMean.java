// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

/** The mean of what is known around each hour. */
final class MovingMean {

  private MovingMean() {}

  /**
   * A centred mean over a window, which is moved inwards at the ends.
   *
   * @return for each hour before {@code end}; NaN where nothing is known in the window
   */
  static double[] of(double[] values, int end, int window) {
    double[] sums = new double[end + 1];
    int[] counts = new int[end + 1];
    for (int hour = 0; hour < end; hour++) {
      boolean known = Double.isFinite(values[hour]);
      sums[hour + 1] = sums[hour] + (known ? values[hour] : 0);
      counts[hour + 1] = counts[hour] + (known ? 1 : 0);
    }
    double[] means = new double[end];
    for (int hour = 0; hour < end; hour++) {
      int from = Math.clamp(hour - window / 2, 0, Math.max(end - window, 0));
      int to = Math.min(from + window, end);
      means[hour] = (sums[to] - sums[from]) / (counts[to] - counts[from]);
    }
    return means;
  }
}
