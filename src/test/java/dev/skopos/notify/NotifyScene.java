// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import dev.skopos.alert.Alert;
import dev.skopos.alert.AlertState;
import dev.skopos.alert.ResolveReason;
import dev.skopos.alert.SourceAlerts;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import dev.skopos.schedule.ManualScheduler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** A notifier with its channels in a time that stands still until a test moves it. */
final class NotifyScene {

  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  static final ResourceId RULE = new ResourceId("AlertRule", "shop", "disk");
  static final ResourceId OTHER_RULE = new ResourceId("AlertRule", "shop", "memory");
  static final ResourceId ONE = new ResourceId("NotificationChannel", "shop", "one");
  static final ResourceId TWO = new ResourceId("NotificationChannel", "shop", "two");

  final ManualScheduler scheduler = new ManualScheduler(START);
  final RecordingChannels channels = new RecordingChannels(scheduler.clock());
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final LedgerInMemory ledger;
  final ChannelRegistry registry;
  final Notifier notifier;

  NotifyScene() {
    this(new LedgerInMemory(), Optional.empty(), ChannelRegistry.QUEUE_BOUND);
  }

  NotifyScene(LedgerInMemory ledger, Optional<ResourceId> defaultChannel, int queueBound) {
    this.ledger = ledger;
    this.registry = new ChannelRegistry(channels, scheduler, new Random(7), meters, queueBound);
    NotifyOptions options =
        new NotifyOptions(
            Duration.ofMinutes(5), Duration.ofHours(4), defaultChannel, "https://skopos.test");
    this.notifier = Notifier.open(options, registry, ledger, scheduler, new Random(11));
  }

  static NotifyScene with(ResourceId... ids) {
    NotifyScene scene = new NotifyScene();
    Stream.of(ids).map(RecordingChannels::definition).forEach(scene.registry::apply);
    return scene;
  }

  static Alert firing(String instance) {
    return alert(instance, new AlertState.Firing(START));
  }

  Alert resolved(String instance) {
    return alert(instance, new AlertState.Resolved(START, now(), ResolveReason.CONDITION_CLEARED));
  }

  private static Alert alert(String instance, AlertState state) {
    return Alert.of(
        Labels.of("alertname", "Disk", "instance", instance),
        Map.of("summary", instance),
        Severity.WARNING,
        state,
        START,
        1);
  }

  Instant now() {
    return scheduler.clock().instant();
  }

  /** The rule hands over these alerts for channel one. */
  void alerts(Alert... alerts) {
    from(RULE, List.of(ONE), alerts);
  }

  void from(ResourceId source, List<ResourceId> to, Alert... alerts) {
    notifier.accept(new SourceAlerts(source, to, List.of(alerts), now(), "/ui/rules/shop/disk"));
    pass(Duration.ZERO);
  }

  void pass(Duration duration) {
    scheduler.advance(duration);
  }

  ChannelSnapshot snapshot(ResourceId channel) {
    return registry.snapshot(channel).orElseThrow();
  }
}
