// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What stands below a chart: instants at even distances, the first and the last among them. */
final class TimeAxis {

  private static final int STEPS = 4;
  private static final DateTimeFormatter SECONDS = format("HH:mm:ss");
  private static final DateTimeFormatter MINUTES = format("MM-dd HH:mm");
  private static final DateTimeFormatter DAYS = format("MM-dd");
  private static final DateTimeFormatter YEARS = format("yyyy-MM-dd");

  private TimeAxis() {}

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /** From left to right, in UTC, no finer than the distance between two of them. */
  static List<String> between(Instant from, Instant to) {
    Duration span = Duration.between(from, to);
    DateTimeFormatter format = format(from, to, span);
    return IntStream.rangeClosed(0, STEPS)
        .mapToObj(step -> format.format(from.plus(span.multipliedBy(step).dividedBy(STEPS))))
        .toList();
  }

  private static DateTimeFormatter format(Instant from, Instant to, Duration span) {
    if (span.compareTo(Duration.ofMinutes(STEPS)) < 0) {
      return SECONDS;
    }
    if (span.compareTo(Duration.ofDays(STEPS)) < 0) {
      return MINUTES;
    }
    boolean withinAYear =
        from.atZone(ZoneOffset.UTC).getYear() == to.atZone(ZoneOffset.UTC).getYear();
    return withinAYear ? DAYS : YEARS;
  }
}
