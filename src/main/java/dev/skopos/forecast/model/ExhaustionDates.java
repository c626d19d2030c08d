// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Finds out when a level reaches a limit. */
record ExhaustionDates(Limit limit, Instant start, long seed) {

  /** For the level that is expected in each hour from the start. */
  Exhaustion of(double[] level, Optional<Drift> drift) {
    double[] limits = new double[level.length];
    Arrays.setAll(limits, ahead -> limit.at(start.plus(Duration.ofHours(ahead))));
    CrossingSimulation simulation = new CrossingSimulation(level, limits);
    int middle = simulation.expected();
    int[] hours =
        drift.map(known -> simulation.hours(known, seed)).orElseGet(() -> new int[] {middle});
    return new Exhaustion(
        crossing(Math.min(hours[hours.length / 10], middle), level.length),
        crossing(middle, level.length),
        crossing(Math.max(hours[hours.length * 9 / 10], middle), level.length),
        CrossingTimes.of(
            hours.length, Arrays.stream(hours).filter(each -> each < level.length).toArray()));
  }

  private Crossing crossing(int ahead, int horizon) {
    return ahead < horizon
        ? new Crossing.At(start.plus(Duration.ofHours(ahead)))
        : new Crossing.Never();
  }
}
