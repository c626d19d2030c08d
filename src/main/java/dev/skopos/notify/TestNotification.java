// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import dev.skopos.notify.channel.Notification;
import dev.skopos.notify.channel.NotifiedAlert;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a test send says. */
final class TestNotification {

  private static final String NAME = "SkoposTest";

  private TestNotification() {}

  static Notification of(ResourceId channel, String trigger, Instant now) {
    NotifiedAlert alert =
        new NotifiedAlert(
            new TreeMap<>(
                Map.of(
                    "alertname", NAME,
                    "severity", Severity.NONE.label(),
                    "channel", channel.name(),
                    "skopos_namespace", channel.namespace())),
            new TreeMap<>(
                Map.of("summary", "Test of " + channel + ": nothing is wrong, this was asked for")),
            Severity.NONE,
            now,
            null,
            "");
    return new Notification(
        "test-" + channel.namespace() + '-' + channel.name() + '-' + trigger,
        channel.name(),
        "{}:{test=\"" + trigger + "\"}",
        new TreeMap<>(Map.of("alertname", NAME)),
        List.of(alert),
        "");
  }
}
