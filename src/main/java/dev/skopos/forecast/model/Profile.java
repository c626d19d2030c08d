// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

/**
 * The shape of a week: how far each of its hours is from the level, as a difference or (when that
 * describes the series better) as a factor. Effects that noise alone would show are left out.
 */
final class Profile {

  /** Hours to each side over which the days of a week are smoothed. */
  private static final int SMOOTH = 6;

  /** An effect counts when its variance is as many times that of noise. */
  private static final double CLEAR = 3;

  private static final double DEVIATIONS = 6;

  private final boolean factor;
  private final double[] effects;
  private final boolean daily;
  private final boolean weekly;

  private Profile(boolean factor, double[] effects, boolean daily, boolean weekly) {
    this.factor = factor;
    this.effects = effects;
    this.daily = daily;
    this.weekly = weekly;
  }

  /** Learns from the values before {@code end}. */
  static Profile of(double[] values, int end) {
    double[] level = MovingMean.of(values, end, end >= 2 * Hours.WEEK ? Hours.WEEK : Hours.DAY);
    Profile sum = learn(values, level, end, false);
    if (!allPositive(values, level, end)) {
      return sum;
    }
    Profile product = learn(values, level, end, true);
    return product.misfit(values, level, end) < sum.misfit(values, level, end) ? product : sum;
  }

  private static boolean allPositive(double[] values, double[] level, int end) {
    for (int hour = 0; hour < end; hour++) {
      if (values[hour] <= 0 || level[hour] <= 0) {
        return false;
      }
    }
    return true;
  }

  private static Profile learn(double[] values, double[] level, int end, boolean factor) {
    double[] rest = new double[end];
    for (int hour = 0; hour < end; hour++) {
      rest[hour] = factor ? Math.log(values[hour] / level[hour]) : values[hour] - level[hour];
    }
    double[] effects = new double[Hours.WEEK];
    Cells days = Cells.of(rest, Hours.DAY);
    boolean daily = days.clarity() > CLEAR;
    if (daily) {
      remove(rest, days.means(), effects);
    }
    boolean weekly = end >= 2 * Hours.WEEK && Cells.ofDays(rest).clarity() > CLEAR;
    if (end >= 2 * Hours.WEEK) {
      if (weekly) {
        remove(rest, Cells.of(rest, Hours.WEEK).smoothed(SMOOTH), effects);
      }
      remove(rest, Cells.of(rest, Hours.WEEK).beyond(DEVIATIONS), effects);
    }
    return new Profile(factor, effects, daily, weekly);
  }

  private static void remove(double[] rest, double[] part, double[] effects) {
    for (int hour = 0; hour < rest.length; hour++) {
      rest[hour] -= part[hour % part.length];
    }
    for (int hour = 0; hour < effects.length; hour++) {
      effects[hour] += part[hour % part.length];
    }
  }

  private double misfit(double[] values, double[] level, int end) {
    double[] errors = new double[end];
    for (int hour = 0; hour < end; hour++) {
      errors[hour] = values[hour] - add(level[hour], hour);
    }
    return Statistics.deviation(errors);
  }

  /** Whether the hours of a day differ. */
  boolean daily() {
    return daily;
  }

  /** Whether the days of a week differ. */
  boolean weekly() {
    return weekly;
  }

  /** What is expected at an hour for a level. */
  double add(double level, int hour) {
    double effect = effects[hour % Hours.WEEK];
    return factor ? level * Math.exp(effect) : level + effect;
  }

  /** The level that a value at an hour tells of. */
  double remove(double value, int hour) {
    double effect = effects[hour % Hours.WEEK];
    return factor ? value * Math.exp(-effect) : value - effect;
  }
}
