// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import java.time.Duration;
import java.util.Optional;

/** How one attempt to send ended. */
public sealed interface SendResult {

  /** The receiver took it. */
  record Delivered() implements SendResult {}

  /**
   * It did not arrive, as far as is known.
   *
   * @param reason a sentence without secrets
   * @param code what the receiver answered, where it answered
   * @param retryAfter how long the receiver asks to wait
   */
  record Failed(Kind kind, String reason, Optional<Integer> code, Optional<Duration> retryAfter)
      implements SendResult {

    public static Failed of(Kind kind, String reason) {
      return new Failed(kind, reason, Optional.empty(), Optional.empty());
    }
  }

  /** Kinds of failures. */
  enum Kind {
    NETWORK(true),
    TIMEOUT(true),
    /** The certificate or the handshake. */
    TLS(true),
    /** Too many requests. */
    RATE_LIMITED(true),
    /** The receiver has a fault of its own. */
    RECEIVER(true),
    /** The receiver does not want it; it would not want it the next time either. */
    REJECTED(false),
    /** The template or the settings do not give a message. */
    MESSAGE(false),
    /** What the settings name, a Secret or ConfigMap or a key in it, is missing or unreadable. */
    UNUSABLE_REFERENCE(true);

    private final boolean retried;

    Kind(boolean retried) {
      this.retried = retried;
    }

    /** Whether a later attempt may succeed. */
    public boolean retried() {
      return retried;
    }
  }
}
