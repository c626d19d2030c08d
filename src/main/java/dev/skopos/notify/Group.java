// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import dev.skopos.model.ResourceId;
import dev.skopos.notify.channel.Notification;
import dev.skopos.notify.channel.NotifiedAlert;
import dev.skopos.schedule.Scheduler;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of one source on their way to one channel: what there is, what the channel was told,
 * and when it is told next. Thread-safe.
 */
final class Group {

  /** Names a group. */
  record Key(ResourceId source, ResourceId channel) {}

  private final Key key;
  private final Surroundings surroundings;
  private final Consumer<Group> retirement;
  private final SortedMap<String, NotifiedAlert> told = new TreeMap<>();
  private final Map<String, Notification> inFlight = new LinkedHashMap<>();
  private @Nullable SortedMap<String, NotifiedAlert> present;
  private @Nullable Instant lastNotified;
  private Scheduler.@Nullable Task timer;
  private String suppressed = "";
  private boolean resumed = true;
  private boolean saved;
  private boolean retired;

  Group(Key key, Surroundings surroundings, Consumer<Group> retirement) {
    this.key = key;
    this.surroundings = surroundings;
    this.retirement = retirement;
  }

  /** The group as it was before a restart; what is in flight waits for its channel. */
  static Group restored(GroupRecord record, Surroundings surroundings, Consumer<Group> retirement) {
    Key key = new Key(record.source(), record.channel());
    Group group = new Group(key, surroundings, retirement);
    record.told().forEach(alert -> group.told.put(alert.fingerprint(), alert));
    record.inFlight().forEach(notification -> group.inFlight.put(notification.key(), notification));
    group.lastNotified = record.lastNotified();
    group.resumed = false;
    group.saved = true;
    return group;
  }

  Key key() {
    return key;
  }

  /** Takes the present alerts of the source, by fingerprint; false: the group is retired. */
  synchronized boolean update(SortedMap<String, NotifiedAlert> alerts) {
    if (retired) {
      return false;
    }
    present = alerts;
    decide();
    return true;
  }

  /** The channel is there, or has another definition. */
  synchronized void channelPresent() {
    if (!resumed) {
      resumed = true;
      List.copyOf(inFlight.values()).forEach(this::hand);
    }
    decide();
  }

  /** The channel is gone for good, and with it what it was told. */
  synchronized void channelGone() {
    told.clear();
    inFlight.clear();
    lastNotified = null;
    suppressed = "";
    resumed = true;
    cancelTimer();
    forget();
    settle(surroundings.now());
  }

  private synchronized void due() {
    timer = null;
    decide();
  }

  private void decide() {
    cancelTimer();
    Optional<ChannelDefinition> channel =
        surroundings.channels().definition(key.channel).filter(c -> c.takesFrom(key.source));
    Instant now = surroundings.now();
    if (present == null) {
      return;
    }
    if (channel.isEmpty()) {
      settle(now);
      return;
    }
    Change change = Change.between(expected(), present, now);
    if (!channel.get().sendResolved()) {
      change = withoutResolved(change);
    }
    Optional<Instant> when = when(change);
    if (when.isEmpty()) {
      settle(now);
    } else if (when.get().isAfter(now)) {
      wake(when.get());
    } else if (channel.get().suspend()) {
      suppress(change);
    } else {
      send(change, now);
    }
  }

  /** What the channel will believe when everything in flight has arrived. */
  private SortedMap<String, NotifiedAlert> expected() {
    SortedMap<String, NotifiedAlert> expected = told;
    for (Notification notification : inFlight.values()) {
      expected = Change.after(expected, notification.alerts());
    }
    return expected;
  }

  /** For channels that do not want to hear of ends: they count as told. */
  private Change withoutResolved(Change change) {
    boolean known =
        change.ended().stream().anyMatch(alert -> told.containsKey(alert.fingerprint()));
    change.ended().forEach(alert -> told.remove(alert.fingerprint()));
    if (known) {
      save();
    }
    return change.withoutEnded();
  }

  /** When the channel is to be told; empty: never, as things are. */
  private Optional<Instant> when(Change change) {
    NotifyOptions options = surroundings.options();
    Instant last = lastNotified;
    if (!change.isEmpty()) {
      return Optional.of(last == null ? Instant.MIN : last.plus(options.groupInterval()));
    }
    return change.firing().isEmpty() || !inFlight.isEmpty() || last == null
        ? Optional.empty()
        : Optional.of(last.plus(options.repeatInterval()));
  }

  /** With nothing left to tell, the group is kept only as long as it delays the next one. */
  private void settle(Instant now) {
    boolean fires = present != null && present.values().stream().anyMatch(NotifiedAlert::firing);
    if (fires || !told.isEmpty() || !inFlight.isEmpty()) {
      return;
    }
    Instant end =
        lastNotified == null
            ? Instant.MIN
            : lastNotified.plus(surroundings.options().groupInterval());
    if (end.isAfter(now)) {
      wake(end);
    } else {
      retired = true;
      forget();
      retirement.accept(this);
    }
  }

  private void wake(Instant when) {
    timer = surroundings.scheduler().at(when, this::due);
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void suppress(Change change) {
    TreeSet<String> content = new TreeSet<>(change.started());
    change.ended().forEach(alert -> content.add(alert.fingerprint() + " ended"));
    String said = content.toString();
    if (!said.equals(suppressed)) {
      suppressed = said;
      surroundings.channels().suppressed(key.channel, key.source + ": " + change.summary());
    }
  }

  private void send(Change change, Instant now) {
    suppressed = "";
    Notification notification = surroundings.notification(key, change.alerts());
    inFlight.put(notification.key(), notification);
    lastNotified = now;
    save();
    hand(notification);
  }

  private void hand(Notification notification) {
    surroundings
        .channels()
        .deliver(key.channel, notification, outcome -> ended(notification.key(), outcome));
  }

  private synchronized void ended(String notificationKey, DeliveryOutcome outcome) {
    Notification notification = inFlight.remove(notificationKey);
    if (notification == null) {
      return;
    }
    if (outcome.delivered()) {
      SortedMap<String, NotifiedAlert> next = Change.after(told, notification.alerts());
      told.clear();
      told.putAll(next);
    }
    save();
    decide();
  }

  private void save() {
    surroundings
        .ledger()
        .save(
            new GroupRecord(
                key.source,
                key.channel,
                List.copyOf(told.values()),
                lastNotified,
                List.copyOf(inFlight.values())));
    saved = true;
  }

  private void forget() {
    if (saved) {
      surroundings.ledger().delete(key.source, key.channel);
      saved = false;
    }
  }
}
