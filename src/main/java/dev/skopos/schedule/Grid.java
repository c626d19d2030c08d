// SPDX-License-Identifier: Apache-2.0
package dev.skopos.schedule;

import java.time.Duration;
import java.time.Instant;

/** The slots {@code first + n * interval} of a repeated task. */
record Grid(Instant first, Duration interval) {

  Grid {
    if (interval.isZero() || interval.isNegative()) {
      throw new IllegalArgumentException("interval " + interval + " is not positive");
    }
  }

  /** What comes after a slot, and how many slots are lost because they have passed meanwhile. */
  record Step(Instant next, long skipped) {}

  /** The first slot after this one that has not passed. */
  Step after(Instant slot, Instant now) {
    Instant next = slot.plus(interval);
    if (!now.isAfter(next)) {
      return new Step(next, 0);
    }
    long lost = Duration.between(next, now).minusNanos(1).dividedBy(interval) + 1;
    return new Step(next.plus(interval.multipliedBy(lost)), lost);
  }
}
