// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Waits between attempts: exponential with full jitter, so that channels that failed together do
 * not come back together; or as long as the receiver asks.
 */
final class Backoff {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST_ASKED = Duration.ofHours(1);
  private static final int LARGEST_EXPONENT = 10;

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The wait after so many failed attempts. */
  Duration after(int failed, Optional<Duration> asked) {
    if (asked.isPresent()) {
      return min(max(asked.get(), SHORTEST), LONGEST_ASKED);
    }
    int exponent = Math.min(failed - 1, LARGEST_EXPONENT);
    long bound = min(FIRST.multipliedBy(1L << exponent), LONGEST).toMillis();
    return max(SHORTEST, Duration.ofMillis(random.nextLong(bound + 1)));
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
