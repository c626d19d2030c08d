// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

/** Tells growth from chance. */
final class Significance {

  /** Errors that follow each other more closely than this are treated alike. */
  private static final double CLOSEST = 0.95;

  private Significance() {}

  /**
   * The probability of a slope at least as steep without growth, for errors that may resemble those
   * before them. The runs between the ends share the slope, each has a level of its own.
   */
  static double chance(double[] times, double[] values, double slope, int... ends) {
    double squares = 0;
    double products = 0;
    double spread = 0;
    int freedom = -1;
    for (int run = 0; run + 1 < ends.length; run++) {
      double[] rest = rest(times, values, slope, ends[run], ends[run + 1]);
      for (int i = 0; i < rest.length; i++) {
        squares += rest[i] * rest[i];
        products += i == 0 ? 0 : rest[i] * rest[i - 1];
      }
      spread += spread(times, ends[run], ends[run + 1]);
      freedom += rest.length - 1;
    }
    if (freedom < 1 || spread <= 0) {
      return 1;
    }
    if (squares == 0) {
      return slope == 0 ? 1 : 0;
    }
    double follow = Math.clamp(products / squares, 0, CLOSEST);
    double error = Math.sqrt(squares / freedom / spread * (1 + follow) / (1 - follow));
    return Statistics.twoSidedTail(slope / error);
  }

  private static double[] rest(double[] times, double[] values, double slope, int from, int to) {
    double[] rest = new double[to - from];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = values[from + i] - slope * times[from + i];
    }
    double mean = Statistics.mean(rest);
    for (int i = 0; i < rest.length; i++) {
      rest[i] -= mean;
    }
    return rest;
  }

  private static double spread(double[] times, int from, int to) {
    double mean = 0;
    for (int i = from; i < to; i++) {
      mean += times[i] / (to - from);
    }
    double spread = 0;
    for (int i = from; i < to; i++) {
      spread += (times[i] - mean) * (times[i] - mean);
    }
    return spread;
  }
}
