// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and durations: Prometheus' parseDuration, toTime, now; Alertmanager's date, tz, since. */
final class TimeFunctions {

  private static final Pattern DURATION =
      Pattern.compile(
          "(-)?(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
  private static final double[] SECONDS = {31_536_000, 604_800, 86_400, 3_600, 60, 1};

  static final Map<String, TemplateFunction> ALL =
      Map.of(
          "parseDuration", (a, _) -> parse(a.exactly(1).text(0)),
          "toDuration", (a, _) -> Duration.ofNanos((long) (a.exactly(1).number(0) * 1e9)),
          "toTime", (a, _) -> ofSeconds(a.exactly(1).number(0)),
          "now", (a, context) -> seconds(a.exactly(0), context),
          "date", (a, _) -> GoTime.format(a.exactly(2).time(1), a.text(0)),
          "tz", (a, _) -> inZone(a.exactly(2)),
          "since", (a, context) -> Duration.between(a.exactly(1).time(0), nowOf(context)));

  private TimeFunctions() {}

  private static ZonedDateTime nowOf(TemplateContext context) {
    return context.now().atZone(ZoneOffset.UTC);
  }

  private static double seconds(Arguments ignored, TemplateContext context) {
    return context.now().toEpochMilli() / 1e3;
  }

  /** The time so many seconds after the epoch; within what 64 bits of nanoseconds hold. */
  static ZonedDateTime ofSeconds(double seconds) {
    double nanos = seconds * 1e9;
    if (!Double.isFinite(seconds)) {
      throw new Problem("value is NaN or Inf");
    }
    if (nanos > Long.MAX_VALUE || nanos < Long.MIN_VALUE) {
      throw new Problem(
          GoFloat.shortest(seconds)
              + " cannot be represented as a nanoseconds timestamp since it overflows int64");
    }
    return Instant.ofEpochMilli(Math.floorDiv((long) nanos, 1_000_000L)).atZone(ZoneOffset.UTC);
  }

  private static double parse(String text) {
    if (text.equals("0")) {
      return 0;
    }
    Matcher matcher = DURATION.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      throw new Problem("not a valid duration string: \"%s\"".formatted(text));
    }
    double seconds = 0;
    for (int i = 0; i < SECONDS.length; i++) {
      seconds +=
          matcher.group(i + 2) == null ? 0 : Double.parseDouble(matcher.group(i + 2)) * SECONDS[i];
    }
    seconds += matcher.group(8) == null ? 0 : Double.parseDouble(matcher.group(8)) / 1e3;
    return matcher.group(1) == null ? seconds : -seconds;
  }

  private static ZonedDateTime inZone(Arguments arguments) {
    try {
      return arguments.time(1).withZoneSameInstant(ZoneId.of(arguments.text(0)));
    } catch (DateTimeException _) {
      throw new Problem("unknown time zone " + arguments.text(0));
    }
  }
}
