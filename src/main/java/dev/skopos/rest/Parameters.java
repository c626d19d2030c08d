// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a request asks with, in the form or in the URL; read as Prometheus reads it. */
final class Parameters {

  private static final Pattern DURATION =
      Pattern.compile(
          "(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
  private static final long[] UNITS = {
    365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000, 1
  };
  private static final BigDecimal FARTHEST = BigDecimal.valueOf(Long.MAX_VALUE / 1000);
  private static final int LONGEST_NUMBER = 100;

  private final MultivaluedMap<String, String> form;
  private final MultivaluedMap<String, String> url;

  Parameters(MultivaluedMap<String, String> form, MultivaluedMap<String, String> url) {
    this.form = form;
    this.url = url;
  }

  /** Those of a GET. */
  static Parameters of(UriInfo uri) {
    return new Parameters(new MultivaluedHashMap<>(), uri.getQueryParameters());
  }

  /** Those of a POST: the form comes before the URL. */
  static Parameters of(MultivaluedMap<String, String> form, UriInfo uri) {
    return new Parameters(form, uri.getQueryParameters());
  }

  /** All values of a parameter; empty when it is absent. */
  List<String> all(String name) {
    return Stream.of(form, url)
        .flatMap(part -> part.getOrDefault(name, List.of()).stream())
        .toList();
  }

  /** The first value that is not empty; empty when there is none. */
  String text(String name) {
    return all(name).stream().filter(value -> !value.isEmpty()).findFirst().orElse("");
  }

  /**
   * An instant in seconds since the epoch, with a fraction, or in RFC 3339.
   *
   * @param ifAbsent null: the parameter must be there
   */
  Instant time(String name, @Nullable Instant ifAbsent) throws BadParameterException {
    String text = text(name);
    if (text.isEmpty() && ifAbsent != null) {
      return ifAbsent;
    }
    if (text.length() <= LONGEST_NUMBER) {
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
    }
    throw new BadParameterException(name, "cannot parse \"" + text + "\" to a valid timestamp");
  }

  /** How long the caller wants to wait, at most as long as any query may take. */
  Duration timeout(Duration longest) throws BadParameterException {
    if (text("timeout").isEmpty()) {
      return longest;
    }
    Duration asked = Duration.ofMillis(Math.max(0, millis("timeout")));
    return asked.compareTo(longest) < 0 ? asked : longest;
  }

  /** The step: a positive number of seconds or duration. */
  Duration step() throws BadParameterException {
    long millis = millis("step");
    if (millis <= 0) {
      throw new BadParameterException(
          "step",
          "zero or negative query resolution step widths are not accepted. Try a positive integer");
    }
    return Duration.ofMillis(millis);
  }

  /** A number of seconds that is not negative, or a duration. */
  Duration duration(String name, Duration ifAbsent) throws BadParameterException {
    if (text(name).isEmpty()) {
      return ifAbsent;
    }
    long millis = millis(name);
    if (millis < 0) {
      throw new BadParameterException(
          name, "\"" + text(name) + "\", expected no negative duration");
    }
    return Duration.ofMillis(millis);
  }

  /** How many results are wanted at most; empty: all. */
  OptionalInt limit() throws BadParameterException {
    return limit("limit");
  }

  OptionalInt limit(String name) throws BadParameterException {
    String text = text(name);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    int limit;
    try {
      limit = Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw new BadParameterException(name, "cannot parse \"" + text + "\" to a valid number");
    }
    if (limit < 0) {
      throw new BadParameterException(name, "limit must be non-negative");
    }
    return limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit);
  }

  private long millis(String name) throws BadParameterException {
    String text = text(name);
    if (!text.isEmpty() && text.length() <= LONGEST_NUMBER) {
      try {
        return new BigDecimal(text).movePointRight(3).longValueExact();
      } catch (ArithmeticException | NumberFormatException _) {
        Matcher duration = DURATION.matcher(text);
        if (duration.matches()) {
          return sum(name, duration);
        }
      }
    }
    throw new BadParameterException(name, "cannot parse \"" + text + "\" to a valid duration");
  }

  private static long sum(String name, Matcher duration) throws BadParameterException {
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
          name,
          "cannot parse \"" + duration.group() + "\" to a valid duration. It overflows int64");
    }
  }
}
