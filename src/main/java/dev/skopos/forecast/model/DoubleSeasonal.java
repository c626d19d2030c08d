// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Exponential smoothing with a daily and a weekly season and a remainder that fades (Taylor 2003),
 * which damps a trend to a shift. The constants come from a small grid: the mean of those that
 * would have forecast best before each origin.
 */
record DoubleSeasonal(boolean logarithmic, boolean week) implements Candidate {

  /** As many sets of constants are averaged. */
  private static final int BEST = 5;

  @Override
  public ModelKind kind() {
    return ModelKind.DOUBLE_SEASONAL;
  }

  @Override
  public double[][] paths(double[] values, Origins origins) {
    if (logarithmic && Arrays.stream(values).anyMatch(value -> value <= 0)) {
      return unknown(origins);
    }
    double[] scaled = logarithmic ? Arrays.stream(values).map(Math::log).toArray() : values;
    int known = origins.at()[0];
    List<Smoothing> grid = Smoothing.grid(week);
    double[][][] all = new double[grid.size()][][];
    for (int i = 0; i < all.length; i++) {
      all[i] = new SmoothingFilter(grid.get(i), scaled, known, week).paths(origins);
    }
    TrackRecord record = new TrackRecord(scaled, origins, all, 1);
    double[][] paths = origins.paths();
    for (int origin = 0; origin < paths.length; origin++) {
      average(paths[origin], all, origin, best(record.losses(origin)));
    }
    return paths;
  }

  private static double[][] unknown(Origins origins) {
    double[][] paths = origins.paths();
    for (double[] path : paths) {
      Arrays.fill(path, Double.NaN);
    }
    return paths;
  }

  private static int[] best(double[] losses) {
    return IntStream.range(0, losses.length)
        .boxed()
        .sorted((a, b) -> Double.compare(losses[a], losses[b]))
        .limit(BEST)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private void average(double[] path, double[][][] all, int origin, int[] best) {
    for (int ahead = 0; ahead < path.length; ahead++) {
      double sum = 0;
      for (int each : best) {
        sum += all[each][origin][ahead];
      }
      double mean = sum / best.length;
      path[ahead] = logarithmic ? Math.exp(mean) : mean;
    }
  }
}
