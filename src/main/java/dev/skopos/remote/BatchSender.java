// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Sends one batch and waits for the answer. Thread-safe. */
@FunctionalInterface
interface BatchSender {

  Outcome send(List<QueuedSample> batch);

  /** How it went. */
  sealed interface Outcome {

    /** The store has the samples. */
    record Acknowledged() implements Outcome {}

    /**
     * The store does not want them, so sending them again is of no use.
     *
     * @param reason for the counter, for instance {@code http-400}
     * @param partly whether it may be about some of the samples, and the others are welcome
     */
    record Refused(String reason, String message, boolean partly) implements Outcome {}

    /**
     * The store cannot take them now.
     *
     * @param pause how long it asks to wait
     */
    record Unavailable(String message, Optional<Duration> pause) implements Outcome {}
  }
}
