// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import dev.skopos.alert.Alert;
import dev.skopos.alert.AlertSink;
import dev.skopos.alert.AlertState;
import dev.skopos.alert.SourceAlerts;
import dev.skopos.model.ResourceId;
import dev.skopos.notify.channel.NotifiedAlert;
import dev.skopos.schedule.Scheduler;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Tells channels of alerts. Each source has one group for each of its channels: a change is told at
 * once unless the group's last notification is younger than the group interval, then exactly at its
 * end; a group that fires unchanged is told again after the repeat interval; a channel that was
 * told of an alert is told of its end. All of this outlives a restart. Thread-safe.
 */
public final class Notifier implements AlertSink {

  private final Surroundings surroundings;
  private final Map<Group.Key, Group> groups = new ConcurrentHashMap<>();
  private final Map<ResourceId, Integer> firing = new ConcurrentHashMap<>();

  private Notifier(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * A notifier that goes on where the ledger's one stopped: what was in flight is sent again as
   * soon as its channel is there.
   *
   * @param random makes the keys of notifications
   */
  public static Notifier open(
      NotifyOptions options,
      ChannelRegistry channels,
      DeliveryLedger ledger,
      Scheduler scheduler,
      RandomGenerator random) {
    Notifier notifier =
        new Notifier(new Surroundings(options, channels, ledger, scheduler, random));
    ledger.load().forEach(notifier::restore);
    channels.listen(notifier.new Channels());
    channels.snapshots().forEach(channel -> notifier.present(channel.definition().id()));
    return notifier;
  }

  private void restore(GroupRecord record) {
    Group group = Group.restored(record, surroundings, this::retire);
    groups.put(group.key(), group);
  }

  private void retire(Group group) {
    groups.remove(group.key(), group);
  }

  @Override
  public void accept(SourceAlerts alerts) {
    SortedMap<String, NotifiedAlert> present = present(alerts);
    Set<ResourceId> channels = destinations(alerts.channels());
    remember(alerts.source(), present);
    for (ResourceId channel : channels) {
      Group.Key key = new Group.Key(alerts.source(), channel);
      if (!present.isEmpty() || groups.containsKey(key)) {
        update(key, present);
      }
    }
    List<Group.Key> left =
        groups.keySet().stream()
            .filter(key -> key.source().equals(alerts.source()))
            .filter(key -> !channels.contains(key.channel()))
            .toList();
    left.forEach(key -> update(key, new TreeMap<>()));
  }

  private void update(Group.Key key, SortedMap<String, NotifiedAlert> present) {
    boolean taken = false;
    while (!taken) {
      taken =
          groups
              .computeIfAbsent(key, k -> new Group(k, surroundings, this::retire))
              .update(present);
    }
  }

  private void remember(ResourceId source, SortedMap<String, NotifiedAlert> present) {
    int count = (int) present.values().stream().filter(NotifiedAlert::firing).count();
    if (count > 0) {
      firing.put(source, count);
    } else {
      firing.remove(source);
    }
  }

  /** Where the alerts of a source go that names these channels. */
  public RoutingSnapshot routing(ResourceId source, List<ResourceId> channels) {
    List<ResourceId> takers = new ArrayList<>();
    List<ResourceId> missing = new ArrayList<>();
    List<ResourceId> refused = new ArrayList<>();
    for (ResourceId channel : destinations(channels)) {
      Optional<ChannelDefinition> found = surroundings.channels().definition(channel);
      if (found.isEmpty()) {
        missing.add(channel);
      } else if (found.get().takesFrom(source)) {
        takers.add(channel);
      } else {
        refused.add(channel);
      }
    }
    int unrouted = takers.isEmpty() ? firing.getOrDefault(source, 0) : 0;
    return new RoutingSnapshot(source, takers, missing, refused, unrouted);
  }

  /** The channels meant by a source that names these: the default one, if any, when it is none. */
  public Set<ResourceId> destinations(List<ResourceId> named) {
    return named.isEmpty()
        ? surroundings.options().defaultChannel().map(Set::of).orElseGet(Set::of)
        : new LinkedHashSet<>(named);
  }

  private SortedMap<String, NotifiedAlert> present(SourceAlerts alerts) {
    String url = surroundings.options().externalUrl() + alerts.generatorPath();
    SortedMap<String, NotifiedAlert> present = new TreeMap<>();
    for (Alert alert : alerts.alerts()) {
      notified(alert, url).ifPresent(n -> present.put(n.fingerprint(), n));
    }
    return present;
  }

  private static Optional<NotifiedAlert> notified(Alert alert, String url) {
    SortedMap<String, String> labels = new TreeMap<>(alert.labels().toMap());
    return switch (alert.state()) {
      case AlertState.Pending _ -> Optional.empty();
      case AlertState.Firing state ->
          Optional.of(
              new NotifiedAlert(
                  labels, alert.annotations(), alert.severity(), state.since(), null, url));
      case AlertState.Resolved state ->
          Optional.of(
              new NotifiedAlert(
                  labels,
                  alert.annotations(),
                  alert.severity(),
                  state.firedAt(),
                  state.since(),
                  url));
    };
  }

  private void present(ResourceId channel) {
    groups.values().stream()
        .filter(group -> group.key().channel().equals(channel))
        .forEach(Group::channelPresent);
  }

  /** Hears of channels that come and go. */
  private final class Channels implements ChannelListener {

    @Override
    public void present(ResourceId channel) {
      Notifier.this.present(channel);
    }

    @Override
    public void gone(Predicate<ResourceId> channels) {
      groups.values().stream()
          .filter(group -> channels.test(group.key().channel()))
          .forEach(Group::channelGone);
    }
  }
}
