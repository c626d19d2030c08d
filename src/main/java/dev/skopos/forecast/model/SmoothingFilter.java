// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

/** Goes through a series once with given constants and gives the path of each origin on the way. */
final class SmoothingFilter {

  private static final int START = 4 * Hours.WEEK;

  private final Smoothing constants;
  private final double[] values;
  private final double[] daily = new double[Hours.DAY];
  private final double[] weekly = new double[Hours.WEEK];
  private double level;
  private double remainder;

  /** Takes the first level and seasons from what is known at the first origin. */
  SmoothingFilter(Smoothing constants, double[] values, int known, boolean week) {
    this.constants = constants;
    this.values = values;
    int used = Math.min(known, START);
    level = meanOf(used);
    season(daily, used);
    if (week) {
      season(weekly, used);
    }
  }

  private double meanOf(int used) {
    double sum = 0;
    int count = 0;
    for (int hour = 0; hour < used; hour++) {
      if (Double.isFinite(values[hour])) {
        sum += values[hour];
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  private void season(double[] season, int used) {
    double[] sums = new double[season.length];
    int[] counts = new int[season.length];
    for (int hour = 0; hour < used; hour++) {
      double rest = values[hour] - level - daily[hour % Hours.DAY];
      if (Double.isFinite(rest)) {
        sums[hour % season.length] += rest;
        counts[hour % season.length]++;
      }
    }
    for (int phase = 0; phase < season.length; phase++) {
      season[phase] = counts[phase] == 0 ? 0 : sums[phase] / counts[phase];
    }
  }

  double[][] paths(Origins origins) {
    double[][] paths = origins.paths();
    int hour = 0;
    for (int origin = 0; origin < paths.length; origin++) {
      for (; hour < origins.at()[origin]; hour++) {
        step(hour);
      }
      fill(paths[origin], hour);
    }
    return paths;
  }

  private void step(int hour) {
    int day = hour % Hours.DAY;
    int week = hour % Hours.WEEK;
    double value = values[hour];
    if (!Double.isFinite(value)) {
      remainder *= constants.memory();
      return;
    }
    double error = value - level - daily[day] - weekly[week] - constants.memory() * remainder;
    level += constants.level() * error;
    daily[day] += constants.daily() * error;
    weekly[week] += constants.weekly() * error;
    remainder = constants.memory() == 0 ? 0 : value - level - daily[day] - weekly[week];
  }

  private void fill(double[] path, int from) {
    double rest = remainder;
    for (int ahead = 0; ahead < path.length; ahead++) {
      rest *= constants.memory();
      path[ahead] =
          level + rest + daily[(from + ahead) % Hours.DAY] + weekly[(from + ahead) % Hours.WEEK];
    }
  }
}
