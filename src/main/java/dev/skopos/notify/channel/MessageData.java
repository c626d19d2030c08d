// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify.channel;

import dev.skopos.template.KeyValues;
import dev.skopos.template.Listing;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A notification as Alertmanager shows it to templates and in its JSON. */
final class MessageData {

  /** What Go prints of a time that is not set; Alertmanager's end of alerts that fire. */
  private static final Instant UNSET = Instant.parse("0001-01-01T00:00:00Z");

  private MessageData() {}

  /** The dot of templates: {@code .Status}, {@code .Alerts.Firing}, {@code .CommonLabels}, ... */
  static Map<String, Object> forTemplates(Notification notification) {
    List<NotifiedAlert> shown = notification.shown();
    Map<String, Object> data = new HashMap<>();
    data.put("Receiver", notification.receiver());
    data.put("Status", notification.status());
    data.put(
        "Alerts",
        new Listing(
            templateAlerts(shown),
            Map.of(
                "Firing", templateAlerts(shown.stream().filter(NotifiedAlert::firing).toList()),
                "Resolved",
                    templateAlerts(shown.stream().filter(alert -> !alert.firing()).toList()))));
    data.put("GroupLabels", new KeyValues(notification.groupLabels()));
    data.put("CommonLabels", new KeyValues(notification.commonLabels()));
    data.put("CommonAnnotations", new KeyValues(notification.commonAnnotations()));
    data.put("ExternalURL", notification.externalUrl());
    data.put("GroupKey", notification.groupKey());
    data.put("TruncatedAlerts", (long) notification.truncated());
    return data;
  }

  private static List<Map<String, Object>> templateAlerts(List<NotifiedAlert> alerts) {
    return alerts.stream().map(MessageData::templateAlert).toList();
  }

  private static Map<String, Object> templateAlert(NotifiedAlert alert) {
    return Map.of(
        "Status", status(alert),
        "Labels", new KeyValues(alert.labels()),
        "Annotations", new KeyValues(alert.annotations()),
        "StartsAt", alert.startsAt(),
        "EndsAt", end(alert),
        "GeneratorURL", alert.generatorUrl(),
        "Fingerprint", alert.fingerprint());
  }

  /** Alertmanager's webhook message, version 4. */
  static Map<String, Object> forJson(Notification notification) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("receiver", notification.receiver());
    data.put("status", notification.status());
    data.put("alerts", notification.shown().stream().map(MessageData::jsonAlert).toList());
    data.put("groupLabels", notification.groupLabels());
    data.put("commonLabels", notification.commonLabels());
    data.put("commonAnnotations", notification.commonAnnotations());
    data.put("externalURL", notification.externalUrl());
    data.put("version", "4");
    data.put("groupKey", notification.groupKey());
    data.put("truncatedAlerts", notification.truncated());
    return data;
  }

  private static Map<String, Object> jsonAlert(NotifiedAlert alert) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("status", status(alert));
    data.put("labels", alert.labels());
    data.put("annotations", alert.annotations());
    data.put("startsAt", alert.startsAt().toString());
    data.put("endsAt", end(alert).toString());
    data.put("generatorURL", alert.generatorUrl());
    data.put("fingerprint", alert.fingerprint());
    return data;
  }

  private static String status(NotifiedAlert alert) {
    return alert.firing() ? "firing" : "resolved";
  }

  private static Instant end(NotifiedAlert alert) {
    return Objects.requireNonNullElse(alert.endsAt(), UNSET);
  }
}
