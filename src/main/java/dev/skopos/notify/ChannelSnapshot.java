// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How deliveries to a channel go.
 *
 * @param missing what the settings refer to and cannot be used, each as a sentence; while there is
 *     any, the channel is not ready
 * @param lastFailure the newest attempt that failed
 * @param lastTest the newest test send that was asked for
 */
public record ChannelSnapshot(
    ChannelDefinition definition,
    State state,
    List<String> missing,
    Counts counts,
    Optional<Instant> lastSuccess,
    Optional<Failure> lastFailure,
    Optional<TestSend> lastTest) {

  public ChannelSnapshot {
    missing = List.copyOf(missing);
  }

  /** How the newest delivery went. */
  public enum State {
    /** Nothing was to be sent yet. */
    IDLE,
    DELIVERING,
    FAILING,
    SUSPENDED
  }

  /**
   * Numbers of notifications.
   *
   * @param queued those that wait, also for their next attempt
   * @param sentLastHour delivered ones
   * @param suppressed not sent because the channel is suspended, since it is
   * @param dropped given up, or pushed out of a full queue, since the start
   */
  public record Counts(int queued, int sentLastHour, long suppressed, long dropped) {}

  /**
   * An attempt that failed.
   *
   * @param reason a sentence without secrets
   * @param code what the receiver answered, where there is one
   */
  public record Failure(Instant time, String reason, Optional<Integer> code) {}

  /**
   * A test send.
   *
   * @param trigger what asked for it
   * @param result empty until it is done
   */
  public record TestSend(String trigger, Optional<TestResult> result) {}

  /** How a test send ended; the message says what went wrong. */
  public record TestResult(Instant time, boolean delivered, String message) {}
}
