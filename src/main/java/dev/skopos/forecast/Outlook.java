// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.forecast.model.Exhaustion;
import dev.skopos.forecast.model.Growth;
import dev.skopos.forecast.model.ModelReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How a resource goes on. Immutable.
 *
 * @param from the end of what was known
 * @param path what is expected, in ascending order of time, up to the horizon at least
 * @param growth in the unit of the resource
 * @param exhaustion when the limit is reached
 */
public record Outlook(
    Instant from, List<Expected> path, Growth growth, Exhaustion exhaustion, ModelReport model) {

  public Outlook {
    path = List.copyOf(path);
  }

  /** What is expected at one instant: in a tenth, in half and in nine of ten cases it is less. */
  public record Expected(Instant time, double p10, double p50, double p90) {}

  /** What is expected then: the first that is known at or after the instant, else the last. */
  public Expected at(Instant time) {
    return path.stream()
        .filter(each -> !each.time().isBefore(time))
        .findFirst()
        .orElse(path.getLast());
  }

  /**
   * The probability that the limit is reached within a time from the end of what was known, or
   * within the horizon before it.
   */
  public double probabilityWithin(Duration time) {
    return exhaustion.probabilityWithin(time);
  }
}
