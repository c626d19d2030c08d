// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import dev.skopos.notify.channel.Notification;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A notification in the queue of a channel.
 *
 * @param maxElapsed overrides that of the channel, for test sends
 * @param outcome hears the result once
 */
record Delivery(
    Notification notification,
    @Nullable Duration maxElapsed,
    Attempts attempts,
    Instant queuedAt,
    Consumer<Outcome> outcome) {

  /** How a delivery ended; the reason says why it did not succeed. */
  record Outcome(boolean delivered, String reason) {}

  /** What was tried so far. */
  record Attempts(int failed, @Nullable Instant first, Instant notBefore) {}

  static Delivery of(Notification notification, Instant now, Consumer<Outcome> outcome) {
    return new Delivery(notification, null, new Attempts(0, null, now), now, outcome);
  }

  /** One that is tried once. */
  static Delivery once(Notification notification, Instant now, Consumer<Outcome> outcome) {
    return new Delivery(notification, Duration.ZERO, new Attempts(0, null, now), now, outcome);
  }

  boolean isTest() {
    return maxElapsed != null;
  }

  String group() {
    return notification.groupKey();
  }

  Delivery with(Attempts other) {
    return new Delivery(notification, maxElapsed, other, queuedAt, outcome);
  }

  /** Ready at once, whatever the waits were. */
  Delivery dueAt(Instant now) {
    return with(new Attempts(attempts.failed, attempts.first, now));
  }
}
