// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.alert.Alert;
import dev.skopos.alert.AlertSink;
import dev.skopos.alert.AlertState;
import dev.skopos.alert.SourceAlerts;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Hands over the alerts of a group that fire or ended. Not thread-safe. */
final class HandOver {

  private final ResourceId id;
  private final AlertSink sink;

  /** After a start none knows what there was: that there is nothing has to be said. */
  private boolean any = true;

  HandOver(ResourceId id, AlertSink sink) {
    this.id = id;
    this.sink = sink;
  }

  /** Those of the rules, pending ones left out, and these; each once. */
  static List<Alert> alerts(List<AlertingRule> rules, List<Alert> more) {
    List<Alert> alerts = new ArrayList<>();
    for (AlertingRule rule : rules) {
      for (TrackedAlert tracked : rule.tracked()) {
        if (!(tracked.alert().state() instanceof AlertState.Pending)) {
          alerts.add(tracked.alert());
        }
      }
    }
    alerts.addAll(more);
    return rules.size() < 2 && more.isEmpty() ? alerts : distinct(alerts);
  }

  /** Two rules may raise the same alert: it ends when neither fires. */
  private static List<Alert> distinct(List<Alert> alerts) {
    Map<Labels, Alert> distinct = new TreeMap<>();
    for (Alert alert : alerts) {
      distinct.merge(
          alert.labels(),
          alert,
          (known, other) -> known.state() instanceof AlertState.Firing ? known : other);
    }
    return List.copyOf(distinct.values());
  }

  /** Hands over what there is; nothing only once. */
  void accept(List<ResourceId> channels, List<Alert> alerts, Instant at) {
    if (!alerts.isEmpty() || any) {
      String path = "/ui/#%s/%s/%s".formatted(id.kind(), id.namespace(), id.name());
      sink.accept(new SourceAlerts(id, channels, alerts, at, path));
      any = !alerts.isEmpty();
    }
  }
}
