// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.calendar.CalendarPeriods;
import dev.skopos.calendar.CalendarUnit;
import dev.skopos.calendar.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The time that a report is about. Immutable.
 *
 * @param unit of the calendar, in {@code zone}; empty: any span of time
 */
public record ReportPeriod(Span span, ZoneId zone, Optional<CalendarUnit> unit) {

  /** As long as objectives remember what they counted. */
  public static final Duration LONGEST = Duration.ofDays(400);

  /** Rejects a period that is longer than what is remembered. */
  public ReportPeriod {
    if (span.length().compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "the period from %s to %s is longer than expected, at most %d days"
              .formatted(span.begin(), span.end(), LONGEST.toDays()));
    }
  }

  /** The period of the calendar that the instant lies in. */
  public static ReportPeriod containing(CalendarPeriods periods, Instant instant) {
    return of(periods, periods.containing(instant));
  }

  /** The last period of the calendar that is over. */
  public static ReportPeriod lastComplete(CalendarPeriods periods, Instant now) {
    return of(periods, periods.previous(periods.containing(now)));
  }

  private static ReportPeriod of(CalendarPeriods periods, Span span) {
    return new ReportPeriod(span, periods.zone(), Optional.of(periods.unit()));
  }

  /** Any span of time; days are those of the zone. */
  public static ReportPeriod between(Instant from, Instant to, ZoneId zone) {
    return new ReportPeriod(new Span(from, to), zone, Optional.empty());
  }

  /** The period before this one: of the calendar, or of the same length. */
  public ReportPeriod previous() {
    return unit.map(
            each -> {
              CalendarPeriods periods = new CalendarPeriods(each, zone);
              return of(periods, periods.previous(span));
            })
        .orElseGet(() -> between(span.begin().minus(span.length()), span.begin(), zone));
  }

  /** The ends of its days, in ascending order; the last is the end of the period. */
  List<Instant> dayEnds() {
    CalendarPeriods days = new CalendarPeriods(CalendarUnit.DAY, zone);
    List<Instant> ends = new ArrayList<>();
    Span day = days.containing(span.begin());
    while (day.end().isBefore(span.end())) {
      ends.add(day.end());
      day = days.next(day);
    }
    ends.add(span.end());
    return ends;
  }

  /** {@code 2026-10}, {@code 2026-W41}, {@code 2026-Q4}; both ends where it is no unit. */
  public String title() {
    LocalDate first = span.begin().atZone(zone).toLocalDate();
    return unit.map(each -> title(each, first)).orElseGet(() -> span.begin() + " to " + span.end());
  }

  private static String title(CalendarUnit unit, LocalDate first) {
    return switch (unit) {
      case DAY -> first.toString();
      case WEEK ->
          String.format(
              Locale.ROOT,
              "%d-W%02d",
              first.get(IsoFields.WEEK_BASED_YEAR),
              first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case MONTH -> String.format(Locale.ROOT, "%d-%02d", first.getYear(), first.getMonthValue());
      case QUARTER ->
          String.format(
              Locale.ROOT, "%d-Q%d", first.getYear(), first.get(IsoFields.QUARTER_OF_YEAR));
      case YEAR -> Integer.toString(first.getYear());
    };
  }
}
