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
    return first(new Drift.Way(0, 0, 0), path);
  }

  /**
   * The hours after which the limit is reached, in ascending order; the length of the horizon for a
   * way that does not reach it.
   */
  int[] hours(Drift drift, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] steepness = drift.steepness(path.length);
    int[] hours = new int[2 * PAIRS];
    for (int pair = 0; pair < PAIRS; pair++) {
      Drift.Way way = drift.any(random);
      hours[2 * pair] = first(way, steepness);
      hours[2 * pair + 1] = first(way.opposite(), steepness);
    }
    Arrays.sort(hours);
    return hours;
  }

  private int first(Drift.Way way, double[] steepness) {
    double slope = way.slope() / Hours.DAY;
    for (int ahead = 0; ahead < path.length; ahead++) {
      double share = (way.level() + slope * ahead) * steepness[ahead] + way.share();
      if (path[ahead] + share * Math.abs(path[ahead]) >= limit[ahead]) {
        return ahead;
      }
    }
    return path.length;
  }
}
