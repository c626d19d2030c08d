// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.calendar.CalendarPeriods;
import dev.skopos.calendar.CalendarUnit;
import dev.skopos.report.ReportFormat;
import dev.skopos.report.ReportPeriod;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;

/** Which report a caller wants. */
record ReportRequest(ReportPeriod period, ReportFormat format) {

  /** Calendars go further, but not much. */
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * Reads {@code from} and {@code to}, or {@code period} and {@code at}; {@code timeZone} and
   * {@code format}.
   *
   * @param zone where none is named
   */
  static ReportRequest of(Parameters parameters, ZoneId zone, Instant now)
      throws BadParameterException {
    ZoneId wanted = zone(parameters.text("timeZone"), zone);
    return new ReportRequest(
        period(parameters, wanted, now), format(parameters.text("format"), ReportFormat.HTML));
  }

  private static ZoneId zone(String name, ZoneId ifAbsent) throws BadParameterException {
    try {
      return name.isEmpty() ? ifAbsent : ZoneId.of(name);
    } catch (DateTimeException _) {
      throw new BadParameterException(
          "timeZone",
          "\"%s\", expected one of the tz database, for instance Europe/Berlin".formatted(name));
    }
  }

  static ReportFormat format(String word, ReportFormat ifAbsent) throws BadParameterException {
    Optional<ReportFormat> found = word.isEmpty() ? Optional.of(ifAbsent) : ReportFormat.of(word);
    return found.orElseThrow(
        () ->
            new BadParameterException(
                "format", "\"%s\", expected html, csv, json or markdown".formatted(word)));
  }

  private static ReportPeriod period(Parameters parameters, ZoneId zone, Instant now)
      throws BadParameterException {
    String word = parameters.text("period");
    boolean ends = !parameters.all("from").isEmpty() || !parameters.all("to").isEmpty();
    if (word.isEmpty() == !ends) {
      throw new BadParameterException("period", "expected either period, or from and to");
    }
    if (ends) {
      return between(parameters.time("from", null), parameters.time("to", now), zone);
    }
    CalendarUnit unit =
        Arrays.stream(CalendarUnit.values())
            .filter(each -> each.word().equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    new BadParameterException(
                        "period",
                        "\"%s\", expected day, week, month, quarter or year".formatted(word)));
    return containing(new CalendarPeriods(unit, zone), parameters.time("at", now));
  }

  private static ReportPeriod containing(CalendarPeriods periods, Instant at)
      throws BadParameterException {
    try {
      return ReportPeriod.containing(periods, at);
    } catch (DateTimeException _) {
      throw new BadParameterException("at", "expected a time that calendars have");
    }
  }

  private static ReportPeriod between(Instant from, Instant to, ZoneId zone)
      throws BadParameterException {
    if (!from.isBefore(to)) {
      throw new BadParameterException("to", "%s, expected after from, %s".formatted(to, from));
    }
    if (to.isAfter(LAST)) {
      throw new BadParameterException("to", "%s, expected at most %s".formatted(to, LAST));
    }
    try {
      return ReportPeriod.between(from, to, zone);
    } catch (IllegalArgumentException _) {
      throw new BadParameterException(
          "from",
          "%s to %s, expected at most %d days".formatted(from, to, ReportPeriod.LONGEST.toDays()));
    }
  }
}
