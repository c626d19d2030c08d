// SPDX-License-Identifier: Apache-2.0
package dev.skopos.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** A unit of the calendar. */
public enum CalendarUnit {
  DAY(1),
  /** From Monday on, as in ISO 8601. */
  WEEK(7),
  MONTH(30),
  QUARTER(90),
  YEAR(365);

  private final int nominalDays;

  CalendarUnit(int nominalDays) {
    this.nominalDays = nominalDays;
  }

  /**
   * The length to reckon with where the real one, which differs from one to the next, must not
   * matter: a month has 30 days, a quarter 90, a year 365.
   */
  public Duration nominalLength() {
    return Duration.ofDays(nominalDays);
  }

  /** {@code month}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The first day of the unit that the date lies in. */
  LocalDate first(LocalDate date) {
    return switch (this) {
      case DAY -> date;
      case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> date.withDayOfMonth(1);
      case QUARTER -> date.with(IsoFields.DAY_OF_QUARTER, 1);
      case YEAR -> date.withDayOfYear(1);
    };
  }

  /** The first day of a unit so many units later. */
  LocalDate plus(LocalDate first, int units) {
    return switch (this) {
      case DAY -> first.plusDays(units);
      case WEEK -> first.plusWeeks(units);
      case MONTH -> first.plusMonths(units);
      case QUARTER -> first.plusMonths(3L * units);
      case YEAR -> first.plusYears(units);
    };
  }
}
