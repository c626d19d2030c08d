// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How the level may go away from what is expected: as the line of its trend would have been another
 * one with other errors of the points that it was put through (a bootstrap of its residuals), times
 * by how much more or less than that forecasts of the past were off.
 *
 * @param unseen the share of the level that lies between values, so that it is off by up to as much
 *     in all of them alike
 */
record Drift(Trend trend, double factor, double unseen) {

  /** Forecasts of the past overlap: all of them tell about as much as this number of others. */
  private static final double INDEPENDENT = 5;

  /** As many independent forecasts that were off as expected are taken for granted. */
  private static final double PRIOR = 2;

  /**
   * One way that it may go.
   *
   * @param level at the end of what is known, on the scale of the trend's curve
   * @param slope of that, a day
   * @param share of the level
   */
  record Way(double level, double slope, double share) {

    Way opposite() {
      return new Way(-level, -slope, -share);
    }
  }

  /** From squares of what forecasts were off by, each divided by what was to be expected. */
  private static Drift of(Trend trend, double[] ratios, double unseen) {
    double squares = Arrays.stream(ratios).filter(Double::isFinite).average().orElse(1);
    return new Drift(
        trend, Math.sqrt((PRIOR + INDEPENDENT * squares) / (PRIOR + INDEPENDENT)), unseen);
  }

  /** By a trend of the levels of days, from the combined forecasts of a series. */
  static Drift ofDays(Trend trend, Backtest backtest) {
    Origins origins = backtest.origins();
    LineError error = trend.tail().error();
    double[] ratios = new double[origins.last()];
    Arrays.fill(ratios, Double.NaN);
    double[] steepness = trend.steepness(1);
    for (int origin = backtest.first(); origin < origins.last(); origin++) {
      double[] path = backtest.paths()[origin];
      int days = path.length / Hours.DAY;
      int missing = (origins.size() - origins.at()[origin]) / Hours.DAY;
      if (days > 0 && missing < error.points() - 1) {
        double off = off(backtest.values(), origins.at()[origin], path) / steepness[0];
        ratios[origin] = off * off / error.variance(missing, days);
      }
    }
    return of(trend, ratios, 0);
  }

  /** The share of what was expected that the mean was off by. */
  private static double off(double[] values, int from, double[] path) {
    double error = 0;
    double size = 0;
    for (int hour = 0; hour < path.length / Hours.DAY * Hours.DAY; hour++) {
      if (Double.isFinite(values[from + hour])) {
        error += values[from + hour] - path[hour];
        size += Math.abs(path[hour]);
      }
    }
    return error / size;
  }

  /** By a trend of peaks, from what it would have been without the newest of them. */
  static Drift ofPeaks(Trend trend, double[] times, Teeth teeth) {
    double[] peaks = teeth.peaks();
    LineError error = trend.tail().error();
    int most = Math.min(error.points() / 2, peaks.length - 3);
    double[] ratios = new double[Math.max(most, 0)];
    for (int missing = 1; missing <= ratios.length; missing++) {
      int known = peaks.length - missing;
      Trend before = Trend.of(Arrays.copyOf(times, known), Arrays.copyOf(peaks, known));
      double off = 0;
      for (int i = known; i < peaks.length; i++) {
        off +=
            trend.curve().straighten(peaks[i]) - trend.curve().straighten(before.value(times[i]));
      }
      off /= missing;
      ratios[missing - 1] = off * off / error.variance(missing, missing);
    }
    return of(trend, ratios, teeth.unseen());
  }

  Way any(SplittableRandom random) {
    LineError.Lines off = trend.tail().error().any(random);
    double slope = off.slope() * factor;
    return new Way(
        off.level() * factor - slope * trend.tail().error().centre(),
        slope,
        unseen * (2 * random.nextDouble() - 1));
  }

  /** The share of the level that one on the scale of the curve is, by the hours ahead. */
  double[] steepness(int horizon) {
    return trend.steepness(horizon);
  }
}
