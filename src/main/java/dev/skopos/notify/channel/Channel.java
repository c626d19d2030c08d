// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import java.time.Duration;

/** Writes messages in the way of its kind and sends them. Thread-safe. */
@FunctionalInterface
public interface Channel {

  /**
   * Makes one attempt, which ends within the time; blocks. Reads Secrets anew. Nothing that a
   * receiver does is an exception.
   */
  SendResult send(Message message, Duration timeout);
}
