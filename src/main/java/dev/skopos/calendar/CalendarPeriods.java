// SPDX-License-Identifier: Apache-2.0
package dev.skopos.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The days, weeks, months, quarters or years of one time zone. A period begins with the first
 * instant of its first day, which is not always midnight, and a day has 23 or 25 hours where the
 * clocks change. Immutable.
 */
public record CalendarPeriods(CalendarUnit unit, ZoneId zone) {

  /** The period that the instant lies in. */
  public Span containing(Instant instant) {
    return from(unit.first(instant.atZone(zone).toLocalDate()));
  }

  /** The period before this one. */
  public Span previous(Span period) {
    return neighbour(period, -1);
  }

  /** The period after this one. */
  public Span next(Span period) {
    return neighbour(period, 1);
  }

  private Span neighbour(Span period, int distance) {
    LocalDate first = unit.first(period.begin().atZone(zone).toLocalDate());
    return from(unit.plus(first, distance));
  }

  private Span from(LocalDate first) {
    return new Span(begin(first), begin(unit.plus(first, 1)));
  }

  private Instant begin(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }
}
