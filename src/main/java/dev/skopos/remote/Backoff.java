// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import java.time.Duration;
import java.util.Optional;

/**
 * Waits between attempts: 30 ms, doubled up to 5 s, as Prometheus' remote write does by default;
 * longer when the store asks for it.
 */
final class Backoff {

  private static final Duration FIRST = Duration.ofMillis(30);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration LONGEST_ASKED = Duration.ofMinutes(5);
  private static final int LARGEST_EXPONENT = 10;

  private Backoff() {}

  /** The wait after so many failed attempts in a row. */
  static Duration after(int failures, Optional<Duration> asked) {
    Duration own = min(FIRST.multipliedBy(1L << Math.min(failures - 1, LARGEST_EXPONENT)), LONGEST);
    Duration wanted = min(asked.orElse(Duration.ZERO), LONGEST_ASKED);
    return own.compareTo(wanted) > 0 ? own : wanted;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
