// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import dev.skopos.notify.channel.Notification;
import dev.skopos.notify.channel.NotifiedAlert;
import dev.skopos.schedule.Scheduler;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** What the groups of a notifier work with. */
record Surroundings(
    NotifyOptions options,
    ChannelRegistry channels,
    DeliveryLedger ledger,
    Scheduler scheduler,
    RandomGenerator random) {

  private static final String ALERT_NAME = "alertname";

  Instant now() {
    return scheduler.clock().instant();
  }

  /** A new notification with a key of its own. */
  Notification notification(Group.Key group, List<NotifiedAlert> alerts) {
    SortedMap<String, String> groupLabels = new TreeMap<>();
    String name = alerts.getFirst().labels().get(ALERT_NAME);
    if (name != null && alerts.stream().allMatch(a -> name.equals(a.labels().get(ALERT_NAME)))) {
      groupLabels.put(ALERT_NAME, name);
    }
    return new Notification(
        "%016x%016x".formatted(random.nextLong(), random.nextLong()),
        group.channel().name(),
        "{}:{source=\"" + group.source() + "\"}",
        groupLabels,
        alerts,
        options.externalUrl());
  }
}
