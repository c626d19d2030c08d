// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the level went away from past forecasts, as shares of it: at once, and farther with each day.
 * Means of days are compared, so that what stays is not noise.
 */
@SuppressWarnings("ArrayRecordComponent")
record Drift(double[] levels, double[] slopes) {

  /** Days over which a drift is told from noise, where there are as many. */
  private static final int LONG = 14;

  private static final double LEAST = 0.1;

  static Drift of(Backtest backtest, int since) {
    Origins origins = backtest.origins();
    List<Double> levels = new ArrayList<>();
    List<Double> slopes = new ArrayList<>();
    double noise = 0;
    int enough = Math.clamp(origins.reach() / Hours.DAY, 2, LONG);
    for (int origin = backtest.first(); origin < origins.last(); origin++) {
      double[] errors = errors(backtest.values(), origins.at()[origin], backtest.paths()[origin]);
      int size = errors.length;
      double grown = (double) (origins.at()[origin] - since) / (origins.size() - since);
      if (size >= enough) {
        LineSums sums = new LineSums(days(size), errors);
        Line line = sums.line(0, size);
        levels.add(line.value(0) * Math.sqrt(grown));
        slopes.add(line.slope() * grown);
        noise +=
            grown * grown * sums.squares(0, size) / Math.max(size - 2, 1) / sums.spread(0, size);
      } else if (size > 0) {
        levels.add(errors[0] * Math.sqrt(grown));
      }
    }
    return new Drift(array(levels, 1), array(slopes, share(slopes, noise)));
  }

  private static double[] days(int count) {
    double[] days = new double[count];
    Arrays.setAll(days, day -> day + 0.5);
    return days;
  }

  /** How much of the slopes is drift: noise alone makes errors rise or fall by chance. */
  private static double share(List<Double> slopes, double noise) {
    double squares = slopes.stream().mapToDouble(slope -> slope * slope).sum();
    return squares == 0 ? 1 : Math.sqrt(Math.max(1 - noise / squares, LEAST));
  }

  private static double[] array(List<Double> values, double share) {
    return values.stream().mapToDouble(value -> share * value).toArray();
  }

  /** The errors of the days that are known, which need not be all. */
  private static double[] errors(double[] values, int from, double[] path) {
    double[] errors = new double[path.length / Hours.DAY];
    int count = 0;
    for (int day = 0; day < errors.length; day++) {
      double error = 0;
      double size = 0;
      for (int hour = day * Hours.DAY; hour < (day + 1) * Hours.DAY; hour++) {
        if (Double.isFinite(values[from + hour])) {
          error += values[from + hour] - path[hour];
          size += Math.abs(path[hour]);
        }
      }
      if (size > 0) {
        errors[count++] = error / size;
      }
    }
    return Arrays.copyOf(errors, count);
  }
}
