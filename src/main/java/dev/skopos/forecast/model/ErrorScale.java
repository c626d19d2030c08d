// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.Arrays;

/**
 * What errors are usual: a line that rises with the hours ahead, times a factor for the hour of the
 * day. Beyond what was tried, the line goes on.
 */
@SuppressWarnings("ArrayRecordComponent")
record ErrorScale(double base, double growth, double[] hours) {

  /** The same at all times. */
  static final ErrorScale ONE = new ErrorScale(1, 0, filled(1));

  /** The hour of the day counts as if it had been seen as often as this with the usual error. */
  private static final double PRIOR = 8;

  /**
   * Learns from errors by origin and hours ahead, NaN where they are not known.
   *
   * @param from the hour of the first error of each origin
   */
  static ErrorScale of(double[][] errors, int[] from) {
    ErrorScale line = line(errors);
    double[] sums = filled(PRIOR);
    double[] counts = filled(PRIOR);
    for (int origin = 0; origin < errors.length; origin++) {
      for (int ahead = 0; ahead < errors[origin].length; ahead++) {
        double size = Math.abs(errors[origin][ahead]);
        int hour = (from[origin] + ahead) % Hours.DAY;
        if (Double.isFinite(size)) {
          sums[hour] += size / line.at(ahead, hour);
          counts[hour]++;
        }
      }
    }
    Arrays.setAll(sums, hour -> sums[hour] / counts[hour]);
    return new ErrorScale(line.base, line.growth, sums);
  }

  private static double[] filled(double value) {
    double[] hours = new double[Hours.DAY];
    Arrays.fill(hours, value);
    return hours;
  }

  /** Least squares through the sizes of errors, without falling or starting below zero. */
  private static ErrorScale line(double[][] errors) {
    double n = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    for (double[] path : errors) {
      for (int ahead = 0; ahead < path.length; ahead++) {
        double size = Math.abs(path[ahead]);
        if (Double.isFinite(size)) {
          n++;
          x += ahead;
          y += size;
          xx += (double) ahead * ahead;
          xy += ahead * size;
        }
      }
    }
    double spread = xx - x * x / n;
    double slope = spread > 0 ? Math.max((xy - x * y / n) / spread, 0) : 0;
    double start = (y - slope * x) / n;
    return start > 0
        ? new ErrorScale(start, slope, filled(1))
        : new ErrorScale(y / n / 2, y / Math.max(x, 1) / 2, filled(1));
  }

  double at(int ahead, int hour) {
    double usual = base + growth * ahead;
    return (usual > 0 ? usual : Double.MIN_NORMAL) * hours[hour % Hours.DAY];
  }
}
