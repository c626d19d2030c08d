// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.definition;

import static dev.skopos.forecast.definition.InvalidCapacityException.check;

import java.time.Duration;
import java.util.stream.Stream;

/** From when on a risk is critical, high or medium; what is less is low. Immutable. */
public record RiskLevels(Level critical, Level high, Level medium) {

  /** In half of the cases exhausted within 3, 7 or 30 days. */
  public static final RiskLevels DEFAULT =
      new RiskLevels(
          new Level(0.5, Duration.ofDays(3)),
          new Level(0.5, Duration.ofDays(7)),
          new Level(0.5, Duration.ofDays(30)));

  /** The longest time that any of them looks ahead. */
  public Duration longest() {
    return Stream.of(critical, high, medium)
        .map(Level::within)
        .max(Duration::compareTo)
        .orElseThrow();
  }

  /**
   * How likely it is that the limit is reached, and until when.
   *
   * @param probability above 0 and at most 1
   */
  public record Level(double probability, Duration within) {
    public Level {
      check(
          probability > 0 && probability <= 1,
          "spec.risk.probabilityRatio",
          probability + ", expected more than 0 and at most 1");
      check(
          within.compareTo(Duration.ofHours(1)) >= 0
              && within.compareTo(CapacityDefinition.LONGEST_HORIZON) <= 0,
          "spec.risk.within",
          within + ", expected from 1h to 365d");
    }
  }
}
