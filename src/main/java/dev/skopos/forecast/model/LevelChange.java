// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * How the level of a series moved over its newest part, the profile of its week and outliers aside.
 *
 * @param change in the unit of the series: the slope (Theil, Sen) times the length of the part
 * @param level the median of the part
 * @param chance the probability of a slope as steep as the one seen without any growth
 */
public record LevelChange(double change, double level, double chance) {

  /** About as many means are taken of a part, whatever its length. */
  private static final int PIECES = 28;

  /** A trend has a chance below it. */
  public static final double SIGNIFICANT = Tail.SIGNIFICANT;

  /** How much of the means has to be known, and how much of their time they have to span. */
  private static final double ENOUGH = 0.5;

  private static final double SPAN = 0.8;

  /**
   * Empty when there is too little data in the part; what is before it tells the profile.
   *
   * @param over a day at least
   */
  public static Optional<LevelChange> of(HourlySeries series, Duration over) {
    double[] all = series.values();
    double[] clean = OutlierFilter.clean(all);
    Profile profile = Profile.of(clean, clean.length);
    int hours = (int) over.toHours();
    int length = Math.max(hours / PIECES, 1);
    int pieces = hours / length;
    double[] times = new double[pieces];
    double[] levels = new double[pieces];
    int count = 0;
    for (int piece = pieces; piece >= 1; piece--) {
      double level = level(clean, clean.length - piece * length, length, profile);
      if (Double.isFinite(level)) {
        times[count] = (0.5 - piece) * length / Hours.DAY;
        levels[count++] = level;
      }
    }
    double span = count < 2 ? 0 : (times[count - 1] - times[0]) * Hours.DAY / hours;
    return count >= ENOUGH * pieces && span >= SPAN
        ? Optional.of(of(Arrays.copyOf(times, count), Arrays.copyOf(levels, count), hours))
        : Optional.empty();
  }

  private static LevelChange of(double[] times, double[] levels, int hours) {
    double slope = Slopes.median(times, levels, 0, levels.length);
    double chance = Significance.chance(times, levels, slope, 0, levels.length);
    return new LevelChange(slope * hours / Hours.DAY, Statistics.median(levels), chance);
  }

  private static double level(double[] values, int from, int hours, Profile profile) {
    double[] levels = new double[hours];
    Arrays.setAll(
        levels, i -> from + i < 0 ? Double.NaN : profile.remove(values[from + i], from + i));
    return Statistics.mean(levels);
  }

  /** Whether there is a trend, by the same test as growth. */
  public boolean significant() {
    return chance < SIGNIFICANT;
  }

  /** The change as a share of the size of the level; infinite at a level of zero. */
  public double ratio() {
    return change == 0 ? 0 : change / Math.abs(level);
  }
}
