// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import dev.skopos.notify.channel.Message;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A message in the queue of a channel.
 *
 * @param outcome hears the result once
 */
record Delivery(
    Message message,
    Purpose purpose,
    Attempts attempts,
    Instant queuedAt,
    Consumer<DeliveryOutcome> outcome) {

  /** What it is for. */
  enum Purpose {
    ALERTS,
    /** Tried again by the one who hands it over when the channel gives up. */
    REPORT,
    /** Tried once, also by a channel that is suspended. */
    TEST
  }

  /** What was tried so far. */
  record Attempts(int failed, @Nullable Instant first, Instant notBefore) {}

  static Delivery of(
      Message message, Purpose purpose, Instant now, Consumer<DeliveryOutcome> outcome) {
    return new Delivery(message, purpose, new Attempts(0, null, now), now, outcome);
  }

  boolean isTest() {
    return purpose == Purpose.TEST;
  }

  String group() {
    return message.groupKey();
  }

  Delivery with(Attempts other) {
    return new Delivery(message, purpose, other, queuedAt, outcome);
  }

  /** Ready at once, whatever the waits were. */
  Delivery dueAt(Instant now) {
    return with(new Attempts(attempts.failed, attempts.first, now));
  }
}
