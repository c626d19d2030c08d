// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.Arrays;

/**
 * The level of each of the days that end at an origin, without the profile of the week. Times are
 * days from the origin: negative, the middle of a day.
 */
@SuppressWarnings("ArrayRecordComponent")
record DailyLevels(double[] times, double[] values) {

  /** Half a year; older days say nothing about the trend of today. */
  private static final int LONGEST = 182;

  /** Hours that a day needs to count. */
  private static final int ENOUGH = 8;

  static DailyLevels of(double[] values, int origin, Profile profile) {
    int days = Math.min(origin / Hours.DAY, LONGEST);
    double[] times = new double[days];
    double[] levels = new double[days];
    int count = 0;
    for (int day = days; day >= 1; day--) {
      double level = level(values, origin - day * Hours.DAY, profile);
      if (Double.isFinite(level)) {
        times[count] = 0.5 - day;
        levels[count++] = level;
      }
    }
    return new DailyLevels(Arrays.copyOf(times, count), Arrays.copyOf(levels, count));
  }

  private static double level(double[] values, int from, Profile profile) {
    double sum = 0;
    int count = 0;
    for (int hour = from; hour < from + Hours.DAY; hour++) {
      if (Double.isFinite(values[hour])) {
        sum += profile.remove(values[hour], hour);
        count++;
      }
    }
    return count < ENOUGH ? Double.NaN : sum / count;
  }

  int size() {
    return values.length;
  }
}
