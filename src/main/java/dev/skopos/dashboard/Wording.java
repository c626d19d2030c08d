// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How pages say numbers and times. */
final class Wording {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT);

  private Wording() {}

  /** {@code 41 ms}, {@code 1.25 s}. */
  static String latency(Duration duration) {
    double millis = duration.toNanos() / 1e6;
    if (millis < 10) {
      return String.format(Locale.ROOT, "%.1f ms", millis);
    }
    return millis < 1000
        ? String.format(Locale.ROOT, "%.0f ms", millis)
        : String.format(Locale.ROOT, "%.2f s", millis / 1000);
  }

  /** {@code 10:05:30 UTC}. */
  static String time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).format(TIME);
  }

  /** {@code 12 s}, {@code 5 min}, {@code 3 h}, {@code 2 d}. */
  static String age(Instant then, Instant now) {
    return duration(Duration.between(then, now));
  }

  /** As {@link #age}. */
  static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7200) {
      return seconds / 60 + " min";
    }
    return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
  }

  /** {@code 99.93 %}; rounded down, so that 100 % means all. */
  static String percent(double ratio) {
    double floored = Math.floor(ratio * 10_000) / 100;
    return floored == 100 ? "100 %" : String.format(Locale.ROOT, "%.2f %%", floored);
  }

  /** A value of an alert, with as many digits as tell something. */
  static String value(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
