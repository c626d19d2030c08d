// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net;

import java.time.Duration;

/**
 * The moment at which an operation ends, whatever its peer does; one deadline is handed down
 * through all steps of an operation.
 *
 * @param nanoTime value of {@link System#nanoTime()} at the deadline; comparable within this
 *     process only
 */
public record Deadline(long nanoTime) {
  private static final Duration LONGEST = Duration.ofDays(365);

  /**
   * A deadline that lies {@code duration} ahead; a duration of zero or less is a deadline that has
   * passed.
   */
  public static Deadline after(Duration duration) {
    Duration bounded = duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    return new Deadline(System.nanoTime() + bounded.toNanos());
  }

  /** The time left; zero when the deadline has passed. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  public boolean passed() {
    return nanoTime - System.nanoTime() <= 0;
  }

  /** The earlier of this deadline and one that lies {@code duration} ahead. */
  public Deadline atMost(Duration duration) {
    Deadline other = after(duration);
    return other.nanoTime - nanoTime < 0 ? other : this;
  }

  /**
   * The time left for a socket call, in milliseconds, at least 1 (0 would mean "for ever" there).
   *
   * @throws NetException of kind {@code TIMEOUT} when the deadline has passed
   */
  public int socketTimeout() throws NetException {
    long nanos = nanoTime - System.nanoTime();
    if (nanos <= 0) {
      throw new NetException(NetFailure.Kind.TIMEOUT, "no time left");
    }
    return Math.clamp((nanos + 999_999) / 1_000_000, 1, Integer.MAX_VALUE);
  }
}
