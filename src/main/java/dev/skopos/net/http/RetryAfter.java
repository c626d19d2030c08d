// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long a server asks to wait (RFC 9110, section 10.2.3). */
public final class RetryAfter {

  private RetryAfter() {}

  /** Given as seconds or as a date; empty when there is none, or one that is neither. */
  public static Optional<Duration> of(HttpResponse response, Instant now) {
    return response.headers().first("Retry-After").flatMap(value -> duration(value.strip(), now));
  }

  private static Optional<Duration> duration(String text, Instant now) {
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant when = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(now, when);
      return wait.isNegative() ? Optional.of(Duration.ZERO) : Optional.of(wait);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
