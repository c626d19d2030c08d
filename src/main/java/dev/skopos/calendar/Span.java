// SPDX-License-Identifier: Apache-2.0
package dev.skopos.calendar;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param begin the first instant
 * @param end after {@code begin}; the first instant that is not part of it any more
 */
public record Span(Instant begin, Instant end) {

  public Span {
    if (!end.isAfter(begin)) {
      throw new IllegalArgumentException(
          "a span that ends at %s, before or when it begins at %s".formatted(end, begin));
    }
  }

  public Duration length() {
    return Duration.between(begin, end);
  }

  public boolean contains(Instant instant) {
    return !instant.isBefore(begin) && instant.isBefore(end);
  }

  /** Whether both have time in common. */
  public boolean overlaps(Span other) {
    return begin.isBefore(other.end) && other.begin.isBefore(end);
  }
}
