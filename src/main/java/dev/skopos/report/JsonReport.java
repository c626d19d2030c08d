// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A report as JSON: instants in RFC 3339, ratios as shares from 0 to 1; what is not known is null.
 * Names stay as they are once they were given.
 */
final class JsonReport {

  private final ObjectiveReport report;

  JsonReport(ObjectiveReport report) {
    this.report = report;
  }

  String write() {
    return JsonText.of(all());
  }

  private Map<String, @Nullable Object> all() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("kind", report.objective().kind());
    all.put("namespace", report.objective().namespace());
    all.put("name", report.objective().name());
    all.put("service", report.service());
    all.put("targetPercent", report.targetPercent());
    all.put("timeZone", Figures.zone(report.zone()));
    all.put("created", report.created().toString());
    all.put("period", result(report.result()));
    all.put("burnDown", report.burnDown().stream().map(JsonReport::point).toList());
    all.put("worstGroups", report.worstGroups().stream().map(JsonReport::group).toList());
    all.put("incidents", report.incidents().stream().map(JsonReport::incident).toList());
    all.put("earlier", report.earlier().stream().map(this::earlier).toList());
    all.put("notes", report.notes());
    return all;
  }

  private static Map<String, @Nullable Object> result(PeriodResult result) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("title", result.title());
    all.put("from", result.from().toString());
    all.put("to", result.to().toString());
    all.put("countedFrom", text(result.counted().map(PeriodResult.Counted::from)));
    all.put("countedTo", text(result.counted().map(PeriodResult.Counted::to)));
    all.put("met", met(result.verdict()));
    all.put("sli", finite(result.sli()));
    all.put("badEvents", result.bad());
    all.put("events", result.total());
    all.put("budget", result.budget());
    all.put("budgetRemainingRatio", finite(result.remainingRatio()));
    all.put("groups", result.groups());
    all.put("missedGroups", result.missedGroups());
    return all;
  }

  private Map<String, @Nullable Object> earlier(PeriodResult earlier) {
    Map<String, @Nullable Object> all = result(earlier);
    all.put("sliChange", finite(report.result().sliChange(earlier)));
    return all;
  }

  private static Map<String, @Nullable Object> point(ObjectiveReport.BurnDown point) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("time", point.at().toString());
    all.put("badEvents", point.bad());
    all.put("events", point.total());
    all.put("budgetRemainingRatio", finite(point.remainingRatio()));
    return all;
  }

  private static Map<String, @Nullable Object> group(ObjectiveReport.Group group) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("labels", group.labels().toMap());
    all.put("met", met(group.verdict()));
    all.put("sli", finite(group.sli()));
    all.put("badEvents", group.bad());
    all.put("events", group.total());
    all.put("budgetRemainingRatio", finite(group.remainingRatio()));
    return all;
  }

  private static Map<String, @Nullable Object> incident(Incident incident) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put(
        "kind",
        switch (incident.kind()) {
          case ALERT -> "Alert";
          case BUDGET_EXHAUSTED -> "BudgetExhausted";
        });
    all.put("details", incident.details());
    all.put("labels", incident.group().toMap());
    all.put("from", text(incident.begin()));
    all.put("to", text(incident.end()));
    return all;
  }

  /** Null: without events nobody knows. */
  private static @Nullable Boolean met(PeriodResult.Verdict verdict) {
    return switch (verdict) {
      case MET -> true;
      case MISSED -> false;
      case NO_DATA -> null;
    };
  }

  private static @Nullable String text(Optional<Instant> time) {
    return time.map(Instant::toString).orElse(null);
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
