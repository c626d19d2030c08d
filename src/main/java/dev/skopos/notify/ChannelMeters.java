// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import dev.skopos.model.ResourceId;
import dev.skopos.notify.channel.SendResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;

/** The metrics of one channel. */
final class ChannelMeters {

  /** How a notification ended. */
  enum Outcome {
    DELIVERED,
    /** Given up. */
    FAILED,
    /** Pushed out of a full queue. */
    DROPPED,
    /** Not sent because the channel is suspended. */
    SUPPRESSED
  }

  private final MeterRegistry meters;
  private final Tags tags;
  private final List<Meter> own = new ArrayList<>();
  private final Timer latency;

  ChannelMeters(MeterRegistry meters, ResourceId channel, IntSupplier depth) {
    this.meters = meters;
    this.tags = Tags.of("channel", channel.name(), "namespace", channel.namespace());
    for (Outcome outcome : Outcome.values()) {
      own.add(outcomes(outcome));
    }
    own.add(
        Gauge.builder("skopos.notification.queue.depth", depth::getAsInt)
            .description("Notifications that wait for their delivery")
            .tags(tags)
            .strongReference(true)
            .register(meters));
    latency =
        Timer.builder("skopos.notification.latency")
            .description("Time from the decision to notify to the delivery")
            .tags(tags)
            .register(meters);
    own.add(latency);
  }

  void ended(Outcome outcome) {
    outcomes(outcome).increment();
  }

  void delivered(Duration since) {
    ended(Outcome.DELIVERED);
    latency.record(since);
  }

  void attemptFailed(SendResult.Kind kind) {
    Counter.builder("skopos.notification.failures")
        .description("Attempts that failed")
        .tag("reason", kind.name().toLowerCase(Locale.ROOT))
        .register(meters)
        .increment();
  }

  void remove() {
    own.forEach(meters::remove);
  }

  private Counter outcomes(Outcome outcome) {
    return Counter.builder("skopos.notifications")
        .description("Notifications by how they ended")
        .tags(tags.and("outcome", outcome.name().toLowerCase(Locale.ROOT)))
        .register(meters);
  }
}
