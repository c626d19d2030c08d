// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.Severity;
import dev.skopos.api.v1alpha1.servicelevelobjective.Alerting;
import dev.skopos.api.v1alpha1.servicelevelobjective.Alerting.Preset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads Sloth's alerts: one that pages and one that makes a ticket, of two tiers each. */
final class SlothAlerts {

  private static final String SEVERITY = "severity";

  /**
   * One of the two.
   *
   * @param severity null when the alert is not wanted
   */
  private record Kind(
      @Nullable Severity severity, Map<String, String> labels, Map<String, String> annotations) {}

  private SlothAlerts() {}

  static Alerting read(Fields slo, Map<String, String> seriesLabels, SlothDialect dialect) {
    Fields alerting = slo.object("alerting");
    Map<String, String> labels =
        new TreeMap<>(AlertTexts.staticLabels(slo, "labels", seriesLabels));
    if (alerting == null) {
      return alerting(tiers(Severity.CRITICAL, Severity.WARNING), labels, Map.of());
    }
    if (alerting.text("name") != null) {
      alerting.lost("name", "alerts of Skopos have names of their own");
    }
    Map<String, String> own = alerting.map("labels");
    Severity all = severity(alerting, own);
    labels.putAll(AlertTexts.labels(alerting, "labels", own));
    Map<String, String> annotations =
        new TreeMap<>(AlertTexts.annotations(alerting, "annotations", alerting.map("annotations")));
    Kind page = kind(alerting, dialect.pageAlert(), all == null ? Severity.CRITICAL : all);
    Kind ticket = kind(alerting, dialect.ticketAlert(), all == null ? Severity.WARNING : all);
    labels.putAll(shared(alerting, page, ticket, dialect));
    page.annotations().forEach((name, text) -> lostText(alerting, dialect.pageAlert(), name));
    ticket.annotations().forEach((name, text) -> lostText(alerting, dialect.ticketAlert(), name));
    return alerting(tiers(page.severity(), ticket.severity()), labels, annotations);
  }

  private static void lostText(Fields alerting, String field, String annotation) {
    alerting.lost(field, "annotation %s: annotations are of all alerts".formatted(annotation));
  }

  private static Kind kind(Fields alerting, String name, Severity otherwise) {
    Fields alert = alerting.object(name);
    if (alert == null) {
      return new Kind(otherwise, Map.of(), Map.of());
    }
    if (alert.flag("disable", false)) {
      alert.skip("labels", "annotations");
      return new Kind(null, Map.of(), Map.of());
    }
    Map<String, String> labels = alert.map("labels");
    Severity own = severity(alert, labels);
    return new Kind(own == null ? otherwise : own, labels, alert.map("annotations"));
  }

  /** Takes the label severity out and says what it means; null when it has none or no meaning. */
  private static @Nullable Severity severity(Fields fields, Map<String, String> labels) {
    String text = labels.remove(SEVERITY);
    Severity severity = text == null ? null : Severities.find(text);
    if (text != null && severity == null) {
      fields.lost("labels", "severity %s is not known".formatted(text));
    }
    return severity;
  }

  /** Labels that each alert that is wanted has with the same value; others are lost. */
  private static Map<String, String> shared(
      Fields alerting, Kind page, Kind ticket, SlothDialect dialect) {
    Map<String, String> shared = new TreeMap<>();
    if (page.severity() == null || ticket.severity() == null) {
      shared.putAll(page.labels());
      shared.putAll(ticket.labels());
      return AlertTexts.labels(alerting, dialect.pageAlert(), shared);
    }
    shared.putAll(page.labels());
    shared.entrySet().retainAll(ticket.labels().entrySet());
    lost(alerting, dialect.pageAlert(), page, shared);
    lost(alerting, dialect.ticketAlert(), ticket, shared);
    return AlertTexts.labels(alerting, dialect.pageAlert(), shared);
  }

  private static void lost(Fields alerting, String field, Kind kind, Map<String, String> shared) {
    kind.labels().entrySet().stream()
        .filter(label -> !shared.containsKey(label.getKey()))
        .forEach(
            label ->
                alerting.lost(
                    field,
                    "label %s=%s: labels are of all alerts"
                        .formatted(label.getKey(), label.getValue())));
  }

  /** Sloth's tiers, which are Google's for 30 days, as far as they are wanted. */
  private static List<BurnTier> tiers(@Nullable Severity page, @Nullable Severity ticket) {
    List<BurnTier> tiers = new ArrayList<>();
    for (BurnTier tier : GoogleTiers.of(Duration.ofDays(30))) {
      Severity severity = tier.severity() == Severity.CRITICAL ? page : ticket;
      if (severity != null) {
        tiers.add(tier.with(severity));
      }
    }
    return tiers;
  }

  private static Alerting alerting(
      List<BurnTier> tiers, Map<String, String> labels, Map<String, String> annotations) {
    boolean usual = tiers.equals(GoogleTiers.of(Duration.ofDays(30)));
    Preset preset = tiers.isEmpty() ? Preset.NONE : usual ? Preset.GOOGLE_SRE : null;
    return new Alerting(
        preset,
        preset == null ? tiers.stream().map(BurnTier::resource).toList() : List.of(),
        0,
        0,
        List.of(),
        null,
        null,
        labels,
        annotations);
  }
}
