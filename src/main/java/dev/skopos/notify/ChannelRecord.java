// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import dev.skopos.model.ResourceId;
import dev.skopos.notify.ChannelSnapshot.Counts;
import dev.skopos.notify.ChannelSnapshot.Failure;
import dev.skopos.notify.ChannelSnapshot.State;
import dev.skopos.notify.ChannelSnapshot.TestResult;
import dev.skopos.notify.ChannelSnapshot.TestSend;
import dev.skopos.notify.channel.SendResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What happened on one channel, for its snapshot, its metrics and the log. Thread-safe. */
final class ChannelRecord {

  private static final Logger LOG = Logger.getLogger(ChannelRecord.class);
  private static final Duration HOUR = Duration.ofHours(1);

  private final ResourceId channel;
  private final ChannelMeters meters;
  private final Runnable changed;
  private final Deque<Instant> sent = new ArrayDeque<>();
  private @Nullable Instant lastSuccess;
  private @Nullable Failure lastFailure;
  private @Nullable TestSend lastTest;
  private boolean failing;
  private long suppressed;
  private long dropped;

  ChannelRecord(ResourceId channel, ChannelMeters meters, Runnable changed) {
    this.channel = channel;
    this.meters = meters;
    this.changed = changed;
  }

  /** Tells those who watch the channel. */
  void changed() {
    changed.run();
  }

  synchronized void delivered(Instant now, Duration since) {
    lastSuccess = now;
    failing = false;
    sent.add(now);
    forgetOld(now);
    meters.delivered(since);
  }

  synchronized void failed(Instant now, SendResult.Failed failed) {
    lastFailure = new Failure(now, failed.reason(), failed.code());
    failing = true;
    meters.attemptFailed(failed.kind());
  }

  synchronized void givenUp(Instant now, String reason) {
    dropped++;
    meters.ended(ChannelMeters.Outcome.FAILED);
    LOG.warnf("%s: a notification was given up at %s: %s", channel, now, reason);
  }

  synchronized void dropped(Instant now, String reason) {
    dropped++;
    lastFailure = new Failure(now, reason, Optional.empty());
    failing = true;
    meters.ended(ChannelMeters.Outcome.DROPPED);
    LOG.warnf("%s: %s", channel, reason);
  }

  void suppressed(String what) {
    synchronized (this) {
      suppressed++;
      meters.ended(ChannelMeters.Outcome.SUPPRESSED);
    }
    LOG.infof("%s is suspended and was not told: %s", channel, what);
    changed();
  }

  synchronized void resumed() {
    suppressed = 0;
  }

  /** Notes that a test is asked for; false when this one is known already. */
  synchronized boolean testAsked(String trigger) {
    if (lastTest != null && lastTest.trigger().equals(trigger)) {
      return false;
    }
    lastTest = new TestSend(trigger, Optional.empty());
    return true;
  }

  void tested(String trigger, TestResult result) {
    synchronized (this) {
      lastTest = new TestSend(trigger, Optional.of(result));
    }
    changed();
  }

  synchronized ChannelSnapshot snapshot(
      ChannelDefinition definition, List<String> missing, int queued, Instant now) {
    forgetOld(now);
    return new ChannelSnapshot(
        definition,
        definition.suspend() ? State.SUSPENDED : state(),
        missing,
        new Counts(queued, sent.size(), suppressed, dropped),
        Optional.ofNullable(lastSuccess),
        Optional.ofNullable(lastFailure),
        Optional.ofNullable(lastTest));
  }

  private State state() {
    if (failing) {
      return State.FAILING;
    }
    return lastSuccess == null ? State.IDLE : State.DELIVERING;
  }

  private void forgetOld(Instant now) {
    while (!sent.isEmpty() && sent.getFirst().isBefore(now.minus(HOUR))) {
      sent.removeFirst();
    }
  }

  void remove() {
    meters.remove();
  }
}
