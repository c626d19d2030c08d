// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Lets the expected level go on with errors of the past (a bootstrap of the drift of past
 * forecasts) and notes when each of these ways reaches the limit. Each error is taken with both
 * signs, so that the middle way is the expected one.
 */
final class CrossingSimulation {

  private static final int PAIRS = 250;

  private final double[] path;
  private final double[] limit;

  /** Both for each hour of the horizon; a limit of NaN is never reached. */
  CrossingSimulation(double[] path, double[] limit) {
    this.path = path;
    this.limit = limit;
  }

  /** The hours after which the expected level reaches the limit, or the length of the horizon. */
  int expected() {
    return first(0, 0);
  }

  /**
   * The hours after which the limit is reached, in ascending order; the length of the horizon for a
   * way that does not reach it.
   */
  int[] hours(Drift drift, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] hours = new int[2 * PAIRS];
    for (int pair = 0; pair < PAIRS; pair++) {
      double level = any(drift.levels(), random);
      double slope = any(drift.slopes(), random) / Hours.DAY;
      hours[2 * pair] = first(level, slope);
      hours[2 * pair + 1] = first(-level, -slope);
    }
    Arrays.sort(hours);
    return hours;
  }

  private static double any(double[] values, SplittableRandom random) {
    return values.length == 0 ? 0 : values[random.nextInt(values.length)];
  }

  private int first(double level, double slope) {
    for (int ahead = 0; ahead < path.length; ahead++) {
      double away = (level + slope * ahead) * Math.abs(path[ahead]);
      if (path[ahead] + away >= limit[ahead]) {
        return ahead;
      }
    }
    return path.length;
  }
}
