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
   * @param length of a slice; whole minutes, from 1 m to 24 h
   * @param goodPercent how much of its events has to be good for the slice to be good; above 0
   */
  record Timeslices(Duration length, BigDecimal goodPercent) implements Budgeting {

    private static final Duration LONGEST = Duration.ofDays(1);

    public Timeslices {
      check(
          length.toMinutes() >= 1
              && length.compareTo(LONGEST) <= 0
              && length.equals(Duration.ofMinutes(length.toMinutes())),
          "timeslices.length",
          "%s, expected whole minutes from 1m to 24h",
          LengthText.of(length));
      check(
          goodPercent.signum() > 0 && goodPercent.compareTo(Percent.ALL) <= 0,
          "timeslices.goodPercent",
          "%s, expected more than 0 and at most 100",
          goodPercent.toPlainString());
    }
  }
}
