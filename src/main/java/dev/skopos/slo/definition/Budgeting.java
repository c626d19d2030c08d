// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.definition;

import static dev.skopos.slo.definition.InvalidObjectiveException.check;

import java.math.BigDecimal;
import java.time.Duration;

/** What a budget is counted in. Immutable. */
public sealed interface Budgeting {

  /** The budget is a number of bad events. */
  record Occurrences() implements Budgeting {}

  /**
   * The budget is a number of bad slices of time.
   *
   * @param length of a slice; whole minutes of which an hour has a multiple
   * @param goodPercent how much of its events has to be good for the slice to be good; above 0
   */
  record Timeslices(Duration length, BigDecimal goodPercent) implements Budgeting {

    private static final Duration LONGEST = Duration.ofHours(1);

    public Timeslices {
      check(
          length.toMinutes() >= 1
              && length.equals(Duration.ofMinutes(length.toMinutes()))
              && LONGEST.toMinutes() % length.toMinutes() == 0,
          "timeslices.length",
          "%s, expected whole minutes of which an hour has a multiple, for instance 5m",
          LengthText.of(length));
      check(
          goodPercent.signum() > 0 && goodPercent.compareTo(Percent.ALL) <= 0,
          "timeslices.goodPercent",
          "%s, expected more than 0 and at most 100",
          goodPercent.toPlainString());
    }
  }
}
