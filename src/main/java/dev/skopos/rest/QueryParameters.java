// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a query is asked with, as text; read as Prometheus reads it. */
record QueryParameters(String query, String time, String start, String end, String stepText) {

  private static final Pattern DURATION =
      Pattern.compile(
          "(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
  private static final long[] UNITS = {
    365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000, 1
  };
  private static final BigDecimal FARTHEST = BigDecimal.valueOf(Long.MAX_VALUE / 1000);

  /** The parameters of a GET. */
  static final class InUrl {
    @QueryParam("query")
    @Nullable String query;

    @QueryParam("time")
    @Nullable String time;

    @QueryParam("start")
    @Nullable String start;

    @QueryParam("end")
    @Nullable String end;

    @QueryParam("step")
    @Nullable String step;

    QueryParameters all() {
      return new QueryParameters(or(query), or(time), or(start), or(end), or(step));
    }
  }

  /** The parameters of a POST: in the form, or in the URL where the form has none. */
  static final class InForm {
    @FormParam("query")
    @Nullable String query;

    @FormParam("time")
    @Nullable String time;

    @FormParam("start")
    @Nullable String start;

    @FormParam("end")
    @Nullable String end;

    @FormParam("step")
    @Nullable String step;

    @QueryParam("query")
    @Nullable String urlQuery;

    @QueryParam("time")
    @Nullable String urlTime;

    @QueryParam("start")
    @Nullable String urlStart;

    @QueryParam("end")
    @Nullable String urlEnd;

    @QueryParam("step")
    @Nullable String urlStep;

    QueryParameters all() {
      return new QueryParameters(
          or(query, urlQuery),
          or(time, urlTime),
          or(start, urlStart),
          or(end, urlEnd),
          or(step, urlStep));
    }
  }

  private static String or(@Nullable String... choices) {
    for (String choice : choices) {
      if (choice != null && !choice.isEmpty()) {
        return choice;
      }
    }
    return "";
  }

  /**
   * An instant in seconds since the epoch, with a fraction, or in RFC 3339.
   *
   * @param ifAbsent null: the parameter must be there
   */
  Instant time(String name, String text, @Nullable Instant ifAbsent) throws BadParameterException {
    if (text.isEmpty() && ifAbsent != null) {
      return ifAbsent;
    }
    try {
      BigDecimal seconds = new BigDecimal(text);
      if (seconds.abs().compareTo(FARTHEST) < 0) {
        return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
      }
    } catch (NumberFormatException _) {
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException _) {
        // Falls through to the one error that both have in common.
      }
    }
    throw new BadParameterException(name, "cannot parse \"" + text + "\" to a valid timestamp");
  }

  /** The step: a number of seconds or a duration. */
  Duration step() throws BadParameterException {
    long millis = stepMillis();
    if (millis <= 0) {
      throw new BadParameterException(
          "step",
          "zero or negative query resolution step widths are not accepted. Try a positive integer");
    }
    return Duration.ofMillis(millis);
  }

  private long stepMillis() throws BadParameterException {
    try {
      return new BigDecimal(stepText).movePointRight(3).longValueExact();
    } catch (ArithmeticException | NumberFormatException _) {
      Matcher duration = DURATION.matcher(stepText);
      if (stepText.isEmpty() || stepText.length() > 100 || !duration.matches()) {
        throw new BadParameterException(
            "step", "cannot parse \"" + stepText + "\" to a valid duration");
      }
      return sum(duration);
    }
  }

  private long sum(Matcher duration) throws BadParameterException {
    try {
      long millis = 0;
      for (int i = 0; i < UNITS.length; i++) {
        String part = duration.group(i + 1);
        if (part != null) {
          millis = Math.addExact(millis, Math.multiplyExact(Long.parseLong(part), UNITS[i]));
        }
      }
      return millis;
    } catch (ArithmeticException | NumberFormatException _) {
      throw new BadParameterException(
          "step", "cannot parse \"" + stepText + "\" to a valid duration. It overflows int64");
    }
  }
}
