// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import dev.skopos.remote.BatchSender.Outcome;
import dev.skopos.schedule.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A part of the queue. One request is under way at a time, and what could not be sent goes first
 * the next time, so samples of a series arrive in their order.
 *
 * <p>It goes again with the same samples: when only the acknowledgement was lost, the store knows
 * all of them and refuses nothing that is new. A batch that is refused is divided, since Prometheus
 * refuses all of it for one sample that is out of order. Thread-safe; no lock is held while a
 * request is made.
 */
final class Shard {

  private static final Logger LOG = Logger.getLogger(Shard.class);

  /** Enough to find a few samples among thousands; where all are bad, more is of no use. */
  private static final int MOST_DIVISIONS = 64;

  private final QueueOptions options;
  private final BatchSender sender;
  private final Scheduler scheduler;
  private final WriteMeters meters;
  private final Health health;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition progress = lock.newCondition();
  private final Backlog backlog;

  /** What goes before the backlog: a batch that could not be sent, or the parts of one. */
  private final Deque<List<QueuedSample>> first = new ArrayDeque<>();

  private int divisions;
  // Samples are counted as they come and as they are done with, whichever way.
  private long appended;
  private long settled;
  private long lost;
  private long wantedNow;
  private int underWay;
  private int failures;
  private Instant notBefore = Instant.MIN;
  private @Nullable Instant plannedAt;
  private Scheduler.@Nullable Task planned;

  Shard(
      QueueOptions options,
      BatchSender sender,
      Scheduler scheduler,
      WriteMeters meters,
      Health health) {
    this.options = options;
    this.sender = sender;
    this.scheduler = scheduler;
    this.meters = meters;
    this.health = health;
    this.backlog = new Backlog(options.samplesPerShard());
  }

  void append(List<QueuedSample> samples) {
    lock.lock();
    try {
      int crowdedOut = 0;
      for (QueuedSample sample : samples) {
        crowdedOut += backlog.add(sample) ? 1 : 0;
      }
      appended += samples.size();
      drop("queue-full", crowdedOut);
      planNext();
    } finally {
      lock.unlock();
    }
  }

  int pending() {
    lock.lock();
    try {
      return waiting() + underWay;
    } finally {
      lock.unlock();
    }
  }

  /** Where the shard stands: what came so far, and how much of it was lost. */
  record Mark(long appended, long lost) {}

  /** Sends what came so far without waiting for more; {@link #await} waits for it. */
  Mark hasten() {
    lock.lock();
    try {
      wantedNow = appended;
      planNext();
      return new Mark(appended, lost);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all up to the mark is done with; says whether nothing was lost meanwhile. */
  boolean await(Mark mark, Duration most) throws InterruptedException {
    long nanos = most.toNanos();
    lock.lock();
    try {
      while (settled < mark.appended) {
        if (nanos <= 0) {
          return false;
        }
        nanos = progress.awaitNanos(nanos);
      }
      return lost == mark.lost;
    } finally {
      lock.unlock();
    }
  }

  /** Gives up what waits; returns how many samples that are. */
  int abandon() {
    lock.lock();
    try {
      int left = waiting();
      backlog.take(left);
      first.clear();
      drop("shutdown", left);
      return left;
    } finally {
      lock.unlock();
    }
  }

  private int waiting() {
    return backlog.size() + first.stream().mapToInt(List::size).sum();
  }

  private void drop(String reason, int samples) {
    if (samples > 0) {
      meters.dropped(reason, samples);
      lost += samples;
      settled += samples;
      progress.signalAll();
    }
  }

  private void planNext() {
    if (underWay > 0 || waiting() == 0) {
      return;
    }
    Instant now = scheduler.clock().instant();
    boolean due =
        !first.isEmpty() || backlog.size() >= options.batchSamples() || wantedNow > settled;
    Instant wanted = due ? now : now.plus(options.batchAge());
    if (failures > 0) {
      wanted = notBefore;
    }
    if (plannedAt != null && !wanted.isBefore(plannedAt)) {
      return;
    }
    if (planned != null) {
      planned.cancel();
    }
    plannedAt = wanted;
    planned = scheduler.at(wanted, this::send);
  }

  private void send() {
    List<QueuedSample> batch = take();
    if (batch.isEmpty()) {
      return;
    }
    Outcome outcome = outcome(batch);
    lock.lock();
    try {
      underWay = 0;
      conclude(batch, outcome);
      progress.signalAll();
      planNext();
    } finally {
      lock.unlock();
    }
  }

  private List<QueuedSample> take() {
    lock.lock();
    try {
      if (underWay > 0) {
        return List.of();
      }
      plannedAt = null;
      planned = null;
      if (first.isEmpty()) {
        first.add(backlog.take(options.batchSamples()));
        divisions = 0;
      }
      List<QueuedSample> batch = first.removeFirst();
      underWay = batch.size();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** A surprise must not end the shard. */
  private Outcome outcome(List<QueuedSample> batch) {
    try {
      return sender.send(batch);
    } catch (RuntimeException e) {
      LOG.error("A batch could not be sent", e);
      return new Outcome.Unavailable("internal error: " + e, Optional.empty());
    }
  }

  private void conclude(List<QueuedSample> batch, Outcome outcome) {
    int samples = batch.size();
    health.concluded(outcome, samples);
    switch (outcome) {
      case Outcome.Acknowledged _ -> {
        meters.sent(samples, batch.stream().mapToLong(QueuedSample::timestamp).max().orElse(0));
        settle(samples);
      }
      case Outcome.Refused(String reason, _, boolean partly) -> {
        failures = 0;
        if (partly && samples > 1 && divisions < MOST_DIVISIONS) {
          divisions++;
          first.addFirst(batch.subList(samples / 2, samples));
          first.addFirst(batch.subList(0, samples / 2));
        } else {
          meters.failed(reason, samples);
          lost += samples;
          settle(samples);
        }
      }
      case Outcome.Unavailable(_, Optional<Duration> pause) -> {
        first.addFirst(batch);
        meters.retried(samples);
        failures++;
        notBefore = scheduler.clock().instant().plus(Backoff.after(failures, pause));
      }
    }
  }

  private void settle(int samples) {
    settled += samples;
    failures = 0;
  }
}
