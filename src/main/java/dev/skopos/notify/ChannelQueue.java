// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import dev.skopos.notify.Delivery.Attempts;
import dev.skopos.notify.channel.Channel;
import dev.skopos.notify.channel.SendResult;
import dev.skopos.schedule.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The queue of one channel and its worker, which makes one attempt at a time. Messages of one group
 * keep their order; one that waits for its next attempt holds back only its own group. Thread-safe;
 * outcomes are told without holding a lock.
 */
final class ChannelQueue {

  private static final Logger LOG = Logger.getLogger(ChannelQueue.class);

  /** A Secret is looked for in memory, which costs nothing, so waits need not grow. */
  private static final Duration REFERENCE_WAIT = Duration.ofSeconds(1);

  private static final String GONE = "the channel is gone";

  /** What it works with; replaced when the definition changes. */
  record Line(ChannelDefinition definition, Channel channel) {}

  private final Scheduler scheduler;
  private final Backoff backoff;
  private final ChannelRecord record;
  private final int bound;
  private final List<Delivery> waiting = new ArrayList<>();
  private Line line;
  private @Nullable Delivery busy;
  private Scheduler.@Nullable Task next;
  private Instant pausedUntil = Instant.MIN;
  private boolean closed;

  ChannelQueue(Line line, Scheduler scheduler, Backoff backoff, ChannelRecord record, int bound) {
    this.line = line;
    this.scheduler = scheduler;
    this.backoff = backoff;
    this.record = record;
    this.bound = bound;
  }

  synchronized ChannelDefinition definition() {
    return line.definition;
  }

  ChannelRecord record() {
    return record;
  }

  synchronized int depth() {
    return waiting.size() + (busy == null ? 0 : 1);
  }

  /** Works with another definition from now on; what waits is tried with it at once. */
  void use(Line other) {
    List<Delivery> withheld;
    synchronized (this) {
      line = other;
      pausedUntil = Instant.MIN;
      withheld = other.definition.suspend() ? takeOrdinary() : List.of();
      waiting.replaceAll(delivery -> delivery.dueAt(now()));
      plan();
    }
    withheld.forEach(delivery -> tell(delivery, false, Obstacle.SUSPENDED.text()));
  }

  private List<Delivery> takeOrdinary() {
    List<Delivery> taken = waiting.stream().filter(delivery -> !delivery.isTest()).toList();
    waiting.removeAll(taken);
    return taken;
  }

  /** Takes a notification; when the queue is full the oldest one is given up. */
  void add(Delivery delivery) {
    Delivery dropped = null;
    String obstacle;
    synchronized (this) {
      boolean suspended = line.definition.suspend() && !delivery.isTest();
      obstacle = closed ? GONE : suspended ? Obstacle.SUSPENDED.text() : "";
      if (obstacle.isEmpty()) {
        dropped = waiting.size() >= bound ? waiting.removeFirst() : null;
        waiting.add(delivery);
        plan();
      }
    }
    if (!obstacle.isEmpty()) {
      tell(delivery, false, obstacle);
    }
    if (dropped != null) {
      record.dropped(now(), "the queue is full: the oldest of %d was dropped".formatted(bound));
      tell(dropped, false, "the queue was full");
      record.changed();
    }
  }

  /** Gives everything up. */
  void close() {
    List<Delivery> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(waiting);
      waiting.clear();
      cancel();
    }
    left.forEach(delivery -> tell(delivery, false, GONE));
  }

  private void cancel() {
    if (next != null) {
      next.cancel();
      next = null;
    }
  }

  private void plan() {
    cancel();
    if (busy == null && !closed) {
      earliest().ifPresent(when -> next = scheduler.at(when, this::run));
    }
  }

  private Optional<Instant> earliest() {
    return heads().stream()
        .map(delivery -> delivery.attempts().notBefore())
        .min(Instant::compareTo)
        .map(when -> when.isBefore(pausedUntil) ? pausedUntil : when);
  }

  /** The first notification of each group. */
  private List<Delivery> heads() {
    Set<String> groups = new HashSet<>();
    return waiting.stream().filter(delivery -> groups.add(delivery.group())).toList();
  }

  private void run() {
    Delivery delivery;
    Line with;
    synchronized (this) {
      delivery = busy == null && !closed ? takeReady() : null;
      busy = delivery;
      with = line;
    }
    if (delivery != null) {
      finish(delivery, attempt(delivery, with));
    }
  }

  private @Nullable Delivery takeReady() {
    Instant now = now();
    if (pausedUntil.isAfter(now)) {
      return null;
    }
    Optional<Delivery> ready =
        heads().stream().filter(head -> !head.attempts().notBefore().isAfter(now)).findFirst();
    ready.ifPresent(waiting::remove);
    return ready.orElse(null);
  }

  /** A channel that throws has a fault that must not stop the others in its queue. */
  private static SendResult attempt(Delivery delivery, Line with) {
    try {
      return with.channel.send(delivery.message(), with.definition.attempts().timeout());
    } catch (RuntimeException e) {
      LOG.errorf(e, "%s failed unexpectedly", with.definition.id());
      return SendResult.Failed.of(
          SendResult.Kind.MESSAGE, "internal error: " + e.getClass().getSimpleName());
    }
  }

  private void finish(Delivery delivery, SendResult result) {
    Instant now = now();
    Optional<DeliveryOutcome> outcome =
        switch (result) {
          case SendResult.Delivered _ -> {
            record.delivered(now, Duration.between(delivery.queuedAt(), now));
            yield Optional.of(new DeliveryOutcome(true, "delivered"));
          }
          case SendResult.Failed failed -> failed(delivery, failed, now);
        };
    synchronized (this) {
      busy = null;
      plan();
    }
    outcome.ifPresent(ended -> delivery.outcome().accept(ended));
    record.changed();
  }

  /** Puts the notification back for another attempt, or says that there is none. */
  private Optional<DeliveryOutcome> failed(
      Delivery delivery, SendResult.Failed failed, Instant now) {
    record.failed(now, failed);
    Instant first = delivery.attempts().first() == null ? now : delivery.attempts().first();
    int count = delivery.attempts().failed() + 1;
    Duration wait =
        failed.kind() == SendResult.Kind.UNUSABLE_REFERENCE
            ? REFERENCE_WAIT
            : backoff.after(count, failed.retryAfter());
    Instant again = now.plus(wait);
    synchronized (this) {
      if (failed.retryAfter().isPresent()) {
        pausedUntil = again;
      }
      boolean late = again.isAfter(first.plus(maxElapsed(delivery)));
      boolean suspended = line.definition.suspend() && !delivery.isTest();
      if (failed.kind().retried() && !late && !suspended && !closed) {
        waiting.addFirst(delivery.with(new Attempts(count, first, again)));
        return Optional.empty();
      }
    }
    if (delivery.purpose() == Delivery.Purpose.ALERTS) {
      record.givenUp(now, failed.reason());
    }
    return Optional.of(new DeliveryOutcome(false, failed.reason()));
  }

  private Duration maxElapsed(Delivery delivery) {
    return delivery.isTest() ? Duration.ZERO : line.definition.attempts().maxElapsed();
  }

  private static void tell(Delivery delivery, boolean delivered, String reason) {
    delivery.outcome().accept(new DeliveryOutcome(delivered, reason));
  }

  private Instant now() {
    return scheduler.clock().instant();
  }
}
