// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.Arrays;

/**
 * Takes out single values that fit neither the hours around them nor the same hour of other days,
 * so that a peak that comes each day or each week stays.
 */
final class OutlierFilter {

  /** Robust deviations from which a value is far away. */
  private static final double FAR = 6;

  /** When a larger share is far away, that is how the series is. */
  private static final double FEW = 0.03;

  private static final int[] AROUND = {-3, -2, -1, 1, 2, 3};
  private static final int[] DAYS = {-2 * Hours.DAY, -Hours.DAY, Hours.DAY, 2 * Hours.DAY};
  private static final int[] WEEKS = {-2 * Hours.WEEK, -Hours.WEEK, Hours.WEEK, 2 * Hours.WEEK};

  private OutlierFilter() {}

  /** A copy in which outliers are NaN. */
  static double[] clean(double[] values) {
    boolean[] hours = far(values, AROUND);
    boolean[] days = far(values, DAYS);
    boolean[] weeks = far(values, WEEKS);
    double[] clean = values.clone();
    int outliers = 0;
    for (int hour = 0; hour < clean.length; hour++) {
      if (Double.isFinite(values[hour]) && hours[hour] && days[hour] && weeks[hour]) {
        clean[hour] = Double.NaN;
        outliers++;
      }
    }
    return outliers > FEW * values.length ? values.clone() : clean;
  }

  /** What cannot be compared is far away; nothing is when most values are alike. */
  private static boolean[] far(double[] values, int[] offsets) {
    double[] away = new double[values.length];
    for (int hour = 0; hour < values.length; hour++) {
      away[hour] = values[hour] - median(values, hour, offsets);
    }
    double limit = FAR * Statistics.deviation(away);
    boolean[] far = new boolean[values.length];
    for (int hour = 0; hour < values.length; hour++) {
      far[hour] = limit != 0 && !(Math.abs(away[hour]) <= limit);
    }
    return far;
  }

  private static double median(double[] values, int hour, int[] offsets) {
    double[] others = new double[offsets.length];
    Arrays.setAll(
        others,
        i -> {
          int other = hour + offsets[i];
          return other < 0 || other >= values.length ? Double.NaN : values[other];
        });
    return Statistics.median(others);
  }
}
