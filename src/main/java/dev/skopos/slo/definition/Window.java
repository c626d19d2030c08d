// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.definition;

import static dev.skopos.slo.definition.InvalidObjectiveException.check;

import dev.skopos.calendar.CalendarPeriods;
import java.time.Duration;

/** The time that a target is meant for. Immutable. */
public sealed interface Window {

  Duration SHORTEST = Duration.ofHours(1);
  Duration LONGEST = Duration.ofDays(400);

  /**
   * The newest time of this length.
   *
   * @param length from 1 h to 400 d, in whole minutes
   */
  record Rolling(Duration length) implements Window {
    public Rolling {
      check(
          length.compareTo(SHORTEST) >= 0 && length.compareTo(LONGEST) <= 0,
          "window.rolling",
          "%s, expected from 1h to 400d",
          LengthText.of(length));
      check(
          length.toMillis() % 60_000 == 0,
          "window.rolling",
          "%s, expected whole minutes",
          LengthText.of(length));
    }

    @Override
    public Duration nominalLength() {
      return length;
    }

    @Override
    public String label() {
      return LengthText.of(length);
    }
  }

  /** The present period of the calendar; the budget begins anew with each. */
  record Calendar(CalendarPeriods periods) implements Window {

    @Override
    public Duration nominalLength() {
      return periods.unit().nominalLength();
    }

    @Override
    public String label() {
      return periods.unit().word();
    }
  }

  /** What shares of the budget are reckoned with; a month has 30 days. */
  Duration nominalLength();

  /** How series name it: {@code 30d} or {@code month}. */
  String label();
}
