// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How sure a line is that was put through runs of points, each with a level of its own. Times are
 * days.
 *
 * @param rest what the line misses each point by
 * @param times of these points, from the mean of their run
 * @param points in the newest run
 * @param centre the mean time of the newest run, where level and slope do not depend on each other
 * @param follow how much errors resemble those before them, from 0 to below 1
 */
@SuppressWarnings("ArrayRecordComponent")
record LineError(double[] rest, double[] times, int points, double centre, double follow) {

  /** Errors that follow each other more closely than this are treated alike. */
  private static final double CLOSEST = 0.95;

  /** The runs lie between the ends. */
  static LineError of(double[] times, double[] values, double slope, int... ends) {
    int first = ends[0];
    int last = ends[ends.length - 1];
    double[] rest = new double[last - first];
    double[] from = new double[last - first];
    double squares = 0;
    double products = 0;
    double centre = 0;
    for (int run = 0; run + 1 < ends.length; run++) {
      centre = Statistics.mean(Arrays.copyOfRange(times, ends[run], ends[run + 1]));
      double level = Statistics.mean(Arrays.copyOfRange(values, ends[run], ends[run + 1]));
      for (int i = ends[run]; i < ends[run + 1]; i++) {
        from[i - first] = times[i] - centre;
        rest[i - first] = values[i] - level - slope * (times[i] - centre);
        squares += rest[i - first] * rest[i - first];
        products += i == ends[run] ? 0 : rest[i - first] * rest[i - first - 1];
      }
    }
    double follow = squares == 0 ? 0 : Math.clamp(products / squares, 0, CLOSEST);
    return new LineError(rest, from, last - ends[ends.length - 2], centre, follow);
  }

  /** A slope, and the level of the newest run that goes with it. */
  record Lines(double level, double slope) {}

  private double spread() {
    return squares(times);
  }

  private static double squares(double[] values) {
    return Arrays.stream(values).map(value -> value * value).sum();
  }

  /** The variance of a point, for errors as independent as they need be for sums. */
  double variance() {
    int freedom = rest.length - 2;
    return freedom < 1 ? 0 : squares(rest) / freedom * (1 + follow) / (1 - follow);
  }

  /** What a line would be off by if it had been put through points with other errors of these. */
  Lines any(SplittableRandom random) {
    double level = 0;
    double slope = 0;
    for (int i = 0; i < rest.length; i++) {
      double error = rest[random.nextInt(rest.length)];
      level += i >= rest.length - points ? error : 0;
      slope += times[i] * error;
    }
    double squares = squares(rest);
    double wider = squares == 0 ? 0 : Math.sqrt(variance() * rest.length / squares);
    double spread = spread();
    return new Lines(level / points * wider, spread > 0 ? slope / spread * wider : 0);
  }

  /**
   * The variance of the mean error of forecasts that were made when some of the newest points were
   * not known yet.
   *
   * @param missing the newest points, at least one less than those of the newest run
   * @param ahead the points after them that are compared, at least one
   */
  double variance(int missing, int ahead) {
    double known = points - missing;
    double inRun = squares(Arrays.copyOfRange(times, times.length - points, times.length));
    double apart = inRun / cubic(points);
    double spread = spread() - inRun + apart * cubic(known);
    double away = (known + ahead) / 2;
    return variance() * (1 / known + (spread > 0 ? away * away * apart / spread : 0) + 1.0 / ahead);
  }

  /** The spread of as many points that are 1 apart. */
  private static double cubic(double points) {
    return Math.max(points * (points * points - 1) / 12, 1e-9);
  }
}
