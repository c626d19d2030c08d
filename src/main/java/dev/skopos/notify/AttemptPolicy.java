// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import java.time.Duration;

/**
 * How hard a notification is tried to be delivered.
 *
 * @param timeout of one attempt, positive
 * @param maxElapsed after the first attempt no further one begins later than this; zero: one
 *     attempt
 */
public record AttemptPolicy(Duration timeout, Duration maxElapsed) {

  /** Ten seconds for an attempt, a quarter of an hour for a notification. */
  public static final AttemptPolicy USUAL =
      new AttemptPolicy(Duration.ofSeconds(10), Duration.ofMinutes(15));

  public AttemptPolicy {
    if (!timeout.isPositive() || maxElapsed.isNegative()) {
      throw new IllegalArgumentException("a timeout must be positive, maxElapsed not negative");
    }
  }
}
