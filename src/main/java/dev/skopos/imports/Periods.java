// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.Period;
import dev.skopos.api.v1alpha1.servicelevelobjective.Window;
import java.time.Duration;

/** Lengths of time as Prometheus writes them. */
final class Periods {

  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(400);

  private Periods() {}

  /** The field's length, which has to be a possible rolling window. */
  static Period window(Fields fields, String name) {
    return window(fields, name, fields.need(name));
  }

  static Period window(Fields fields, String name, String text) {
    Period period = new Period(text.strip());
    Duration length = length(fields, name, period.text());
    if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
      throw fields.refuse(name, "a window is from 1h to 400d long, not " + period);
    }
    if (!isWholeMinutes(length)) {
      throw fields.refuse(name, "a window has whole minutes, not " + period);
    }
    return period;
  }

  static boolean isWholeMinutes(Duration length) {
    return length.equals(Duration.ofMinutes(length.toMinutes()));
  }

  static Window rolling(Period length) {
    return new Window(length, null, null);
  }

  static Duration length(Fields fields, String name, String text) {
    try {
      return new Period(text.strip()).toDuration();
    } catch (IllegalArgumentException e) {
      throw fields.refuse(name, "expected a length such as 30d, not " + text);
    }
  }

  /** As Prometheus writes it, for instance {@code 1h30m} or {@code 4w}. */
  static String text(Duration duration) {
    StringBuilder text = new StringBuilder();
    long rest = duration.toMillis();
    rest = whole(text, rest, Duration.ofDays(365), "y");
    rest = whole(text, rest, Duration.ofDays(7), "w");
    rest = part(text, rest, Duration.ofDays(1), "d");
    rest = part(text, rest, Duration.ofHours(1), "h");
    rest = part(text, rest, Duration.ofMinutes(1), "m");
    rest = part(text, rest, Duration.ofSeconds(1), "s");
    part(text, rest, Duration.ofMillis(1), "ms");
    return text.isEmpty() ? "0s" : text.toString();
  }

  /** Years and weeks only where nothing is left over. */
  private static long whole(StringBuilder text, long rest, Duration unit, String name) {
    return rest % unit.toMillis() == 0 ? part(text, rest, unit, name) : rest;
  }

  private static long part(StringBuilder text, long rest, Duration unit, String name) {
    long count = rest / unit.toMillis();
    if (count > 0) {
      text.append(count).append(name);
    }
    return rest % unit.toMillis();
  }
}
