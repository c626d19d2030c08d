// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import dev.skopos.model.Applied;
import dev.skopos.model.ResourceId;
import dev.skopos.notify.ChannelSnapshot.TestResult;
import dev.skopos.notify.channel.ChannelFactory;
import dev.skopos.notify.channel.Notification;
import dev.skopos.notify.channel.ReportMessage;
import dev.skopos.schedule.Scheduler;
import dev.skopos.template.TemplateException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The channels, each with a queue and a worker of its own. Thread-safe. */
public final class ChannelRegistry {

  /** Most notifications that wait for one channel unless said otherwise. */
  public static final int QUEUE_BOUND = 1_000;

  private final ChannelFactory factory;
  private final Scheduler scheduler;
  private final RandomGenerator random;
  private final MeterRegistry meters;
  private final int queueBound;
  private final Map<ResourceId, ChannelQueue> queues = new ConcurrentHashMap<>();
  private final List<Consumer<ResourceId>> watchers = new CopyOnWriteArrayList<>();
  private final List<ChannelListener> listeners = new CopyOnWriteArrayList<>();

  /**
   * A registry without channels.
   *
   * @param scheduler also carries out the deliveries, each of which may block for its timeout
   * @param random for the jitter of waits between attempts
   * @param queueBound most notifications that wait for one channel, positive
   */
  public ChannelRegistry(
      ChannelFactory factory,
      Scheduler scheduler,
      RandomGenerator random,
      MeterRegistry meters,
      int queueBound) {
    this.factory = factory;
    this.scheduler = scheduler;
    this.random = random;
    this.meters = meters;
    this.queueBound = queueBound;
  }

  /** Puts the definition in force; refuses templates that do not parse. */
  public Applied apply(ChannelDefinition definition) {
    ResourceId id = definition.id();
    synchronized (this) {
      ChannelQueue known = queues.get(id);
      if (known != null && known.definition().equals(definition)) {
        return Applied.ACCEPTED;
      }
      try {
        var line = new ChannelQueue.Line(definition, factory.open(definition.settings()));
        put(id, known, line);
      } catch (TemplateException e) {
        return new Applied.Rejected("InvalidTemplate", String.valueOf(e.getMessage()));
      }
    }
    listeners.forEach(listener -> listener.present(id));
    changed(id);
    return Applied.ACCEPTED;
  }

  private void put(ResourceId id, @Nullable ChannelQueue known, ChannelQueue.Line line) {
    if (known == null) {
      queues.put(id, queue(id, line));
      return;
    }
    if (known.definition().suspend() && !line.definition().suspend()) {
      known.record().resumed();
    }
    known.use(line);
  }

  private ChannelQueue queue(ResourceId id, ChannelQueue.Line line) {
    ChannelMeters channelMeters = new ChannelMeters(meters, id, () -> depth(id));
    ChannelRecord record = new ChannelRecord(id, channelMeters, () -> changed(id));
    return new ChannelQueue(line, scheduler, new Backoff(random), record, queueBound);
  }

  private int depth(ResourceId id) {
    ChannelQueue queue = queues.get(id);
    return queue == null ? 0 : queue.depth();
  }

  /** Forgets the channel and what waits for it. */
  public void remove(ResourceId id) {
    take(id);
    listeners.forEach(listener -> listener.gone(id::equals));
  }

  /** Forgets all channels but these. */
  public void retainOnly(Set<ResourceId> ids) {
    Set<ResourceId> kept = Set.copyOf(ids);
    queues.keySet().stream().filter(id -> !kept.contains(id)).forEach(this::take);
    listeners.forEach(listener -> listener.gone(id -> !kept.contains(id)));
  }

  private void take(ResourceId id) {
    ChannelQueue queue = queues.remove(id);
    if (queue != null) {
      queue.close();
      queue.record().remove();
      changed(id);
    }
  }

  public Optional<ChannelSnapshot> snapshot(ResourceId id) {
    return Optional.ofNullable(queues.get(id)).map(this::snapshot);
  }

  /** All channels in order of their names. */
  public List<ChannelSnapshot> snapshots() {
    return queues.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> snapshot(entry.getValue()))
        .toList();
  }

  private ChannelSnapshot snapshot(ChannelQueue queue) {
    ChannelDefinition definition = queue.definition();
    return queue
        .record()
        .snapshot(definition, factory.missing(definition.settings()), queue.depth(), now());
  }

  /** Calls the watcher after each delivery, failure and change of a channel. */
  public void onChange(Consumer<ResourceId> watcher) {
    watchers.add(watcher);
  }

  /**
   * Sends a test once, past the alerts; the snapshot tells the result. A trigger that was handled
   * last does nothing.
   */
  public void testSend(ResourceId id, String trigger) {
    ChannelQueue queue = queues.get(id);
    if (queue == null || !queue.record().testAsked(trigger)) {
      return;
    }
    if (queue.definition().suspend()) {
      String message = "not sent: the channel is suspended";
      queue.record().tested(trigger, new TestResult(now(), false, message));
      return;
    }
    Notification test = TestNotification.of(id, trigger, now());
    queue.add(
        Delivery.of(
            test,
            Delivery.Purpose.TEST,
            now(),
            outcome ->
                queue
                    .record()
                    .tested(
                        trigger, new TestResult(now(), outcome.delivered(), outcome.reason()))));
  }

  Optional<ChannelDefinition> definition(ResourceId id) {
    return Optional.ofNullable(queues.get(id)).map(ChannelQueue::definition);
  }

  /** Queues the notification; the outcome is told once, unless the channel is not there. */
  void deliver(ResourceId id, Notification notification, Consumer<DeliveryOutcome> outcome) {
    ChannelQueue queue = queues.get(id);
    if (queue != null) {
      queue.add(Delivery.of(notification, Delivery.Purpose.ALERTS, now(), outcome));
    }
  }

  /** What keeps the channel from taking reports of the source; empty: nothing. */
  public Optional<Obstacle> obstacle(ResourceId id, ResourceId source) {
    Optional<ChannelDefinition> found = definition(id);
    if (found.isEmpty()) {
      return Optional.of(Obstacle.MISSING);
    }
    if (!found.get().takesFrom(source)) {
      return Optional.of(Obstacle.REFUSED);
    }
    return found.get().suspend() ? Optional.of(Obstacle.SUSPENDED) : Optional.empty();
  }

  /**
   * Queues the report, which is tried as notifications of alerts are. The outcome is told once, by
   * any thread, perhaps before this returns. A report that failed is not counted as given up: it is
   * kept, and whoever hands it over may do so again.
   */
  public void deliver(ResourceId id, ReportMessage report, Consumer<DeliveryOutcome> outcome) {
    ChannelQueue queue = queues.get(id);
    if (queue == null) {
      outcome.accept(new DeliveryOutcome(false, Obstacle.MISSING.text()));
    } else {
      queue.add(Delivery.of(report, Delivery.Purpose.REPORT, now(), outcome));
    }
  }

  /** Counts and says what the channel is not told any more; nothing happens when it is gone. */
  public void givenUp(ResourceId id, String what) {
    ChannelQueue queue = queues.get(id);
    if (queue != null) {
      queue.record().givenUp(now(), what);
      queue.record().changed();
    }
  }

  /** Counts and says what a suspended channel was not told. */
  public void suppressed(ResourceId id, String what) {
    ChannelQueue queue = queues.get(id);
    if (queue != null) {
      queue.record().suppressed(what);
    }
  }

  void listen(ChannelListener listener) {
    listeners.add(listener);
  }

  private void changed(ResourceId id) {
    watchers.forEach(watcher -> watcher.accept(id));
  }

  private Instant now() {
    return scheduler.clock().instant();
  }
}
