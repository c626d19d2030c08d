// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.Severity;
import dev.skopos.api.v1alpha1.servicelevelobjective.Alerting;
import dev.skopos.api.v1alpha1.servicelevelobjective.Alerting.Preset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads Sloth's alerts: one that pages and one that makes a ticket, of two tiers each. */
final class SlothAlerts {

  /**
   * One of the two.
   *
   * @param severity null when the alert is not wanted
   */
  private record Kind(
      @Nullable Severity severity,
      Duration holdFor,
      Map<String, String> labels,
      Map<String, String> annotations) {

    private static Kind of(@Nullable Severity severity) {
      return new Kind(severity, Duration.ZERO, Map.of(), Map.of());
    }
  }

  private SlothAlerts() {}

  static Alerting read(Fields slo, SlothLabels common, SlothDialect dialect) {
    Fields alerting = slo.object("alerting");
    Map<String, String> labels = new TreeMap<>(common.texts());
    if (alerting == null) {
      Kind page = Kind.of(either(common.severity(), Severity.CRITICAL));
      Kind ticket = Kind.of(either(common.severity(), Severity.WARNING));
      return alerting(tiers(page, ticket), labels, Map.of());
    }
    if (alerting.text("name") != null) {
      alerting.lost("name", "alerts of Skopos have names of their own");
    }
    Map<String, String> own = alerting.map("labels");
    Severity ofOwn = SlothLabels.takeSeverity(alerting, own);
    Severity all = ofOwn == null ? common.severity() : ofOwn;
    labels.putAll(AlertTexts.labels(alerting, "labels", own));
    Map<String, String> annotations =
        new TreeMap<>(AlertTexts.annotations(alerting, "annotations", alerting.map("annotations")));
    Kind page = kind(alerting, dialect.pageAlert(), either(all, Severity.CRITICAL));
    Kind ticket = kind(alerting, dialect.ticketAlert(), either(all, Severity.WARNING));
    labels.putAll(shared(alerting, page, ticket, dialect));
    page.annotations().forEach((name, text) -> lostText(alerting, dialect.pageAlert(), name));
    ticket.annotations().forEach((name, text) -> lostText(alerting, dialect.ticketAlert(), name));
    return alerting(tiers(page, ticket), labels, annotations);
  }

  private static Severity either(@Nullable Severity severity, Severity otherwise) {
    return Objects.requireNonNullElse(severity, otherwise);
  }

  private static void lostText(Fields alerting, String field, String annotation) {
    alerting.lost(field, "annotation %s: annotations are of all alerts".formatted(annotation));
  }

  private static Kind kind(Fields alerting, String name, Severity otherwise) {
    Fields alert = alerting.object(name);
    if (alert == null) {
      return Kind.of(otherwise);
    }
    if (alert.flag("disable", false)) {
      alert.skip("labels", "annotations", "for");
      return Kind.of(null);
    }
    Map<String, String> labels = alert.map("labels");
    Severity own = SlothLabels.takeSeverity(alert, labels);
    return new Kind(either(own, otherwise), holdFor(alert), labels, alert.map("annotations"));
  }

  /** A field for one of Sloth's plugins, which here needs none. */
  private static Duration holdFor(Fields alert) {
    String text = alert.text("for");
    return text == null ? Duration.ZERO : Periods.length(alert, "for", text);
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
  private static List<BurnTier> tiers(Kind page, Kind ticket) {
    List<BurnTier> tiers = new ArrayList<>();
    for (BurnTier tier : GoogleTiers.of(Duration.ofDays(30))) {
      Kind kind = tier.severity() == Severity.CRITICAL ? page : ticket;
      if (kind.severity() != null) {
        tiers.add(tier.with(kind.severity()).withHold(kind.holdFor()));
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
