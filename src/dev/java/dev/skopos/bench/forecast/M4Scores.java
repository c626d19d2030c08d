// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench.forecast;

import dev.skopos.forecast.model.Interval;
import java.util.function.IntFunction;

/**
 * The scores of the M4 competition (Makridakis, Spiliotis, Assimakopoulos 2020): sums over series.
 */
final class M4Scores {

  private static final int SEASON = 24;

  /** Missing the interval of 95 % costs as many times the distance. */
  private static final double PENALTY = 2 / 0.05;

  private int series;
  private double mase;
  private double smape;
  private double covered;
  private double msis;

  /** A forecast without intervals. */
  void add(M4 data, double[] path) {
    add(data, path, ahead -> new Interval(path[ahead], path[ahead]));
  }

  void add(M4 data, double[] path, IntFunction<Interval> intervals) {
    double scale = scale(data.train()) * path.length;
    series++;
    for (int ahead = 0; ahead < path.length; ahead++) {
      double actual = data.test()[ahead];
      double error = Math.abs(actual - path[ahead]);
      double size = Math.abs(actual) + Math.abs(path[ahead]);
      mase += error / scale;
      smape += size == 0 ? 0 : 200 * error / size / path.length;
      Interval interval = intervals.apply(ahead);
      double outside = Math.max(0, interval.low() - actual) + Math.max(0, actual - interval.high());
      covered += outside == 0 ? 1.0 / path.length : 0;
      msis += (interval.high() - interval.low() + PENALTY * outside) / scale;
    }
  }

  /** The mean absolute error of the seasonal naive forecast on what was given. */
  private static double scale(double[] train) {
    double sum = 0;
    for (int hour = SEASON; hour < train.length; hour++) {
      sum += Math.abs(train[hour] - train[hour - SEASON]);
    }
    return sum / (train.length - SEASON);
  }

  double mase() {
    return mase / series;
  }

  double smape() {
    return smape / series;
  }

  double coverage() {
    return covered / series;
  }

  double msis() {
    return msis / series;
  }
}
