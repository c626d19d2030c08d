// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Finds out when a level reaches a limit. */
record ExhaustionDates(Limit limit, Instant start, long seed) {

  private static final int WEEK = 7 * Hours.DAY;
  private static final int MONTH = 30 * Hours.DAY;

  /** For the level that is expected in each hour from the start. */
  Exhaustion of(double[] level, Drift drift) {
    double[] limits = new double[level.length];
    Arrays.setAll(limits, ahead -> limit.at(start.plus(Duration.ofHours(ahead))));
    CrossingSimulation simulation = new CrossingSimulation(level, limits);
    int middle = simulation.expected();
    int[] hours = simulation.hours(drift, seed);
    return new Exhaustion(
        crossing(Math.min(hours[hours.length / 10], middle), level.length),
        crossing(middle, level.length),
        crossing(Math.max(hours[hours.length * 9 / 10], middle), level.length),
        share(hours, Math.min(WEEK, level.length)),
        share(hours, Math.min(MONTH, level.length)));
  }

  private Crossing crossing(int ahead, int horizon) {
    return ahead < horizon
        ? new Crossing.At(start.plus(Duration.ofHours(ahead)))
        : new Crossing.Never();
  }

  private static double share(int[] hours, int within) {
    return (double) Arrays.stream(hours).filter(ahead -> ahead < within).count() / hours.length;
  }
}
