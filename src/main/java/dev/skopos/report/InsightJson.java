// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.insight.issue.Issue;
import dev.skopos.insight.score.Health.NamespaceHealth;
import dev.skopos.insight.score.Score;
import dev.skopos.insight.summary.Summary;
import dev.skopos.insight.summary.Summary.AtRisk;
import dev.skopos.insight.summary.Summary.OfCheck;
import dev.skopos.insight.summary.Summary.OfObjective;
import dev.skopos.model.ResourceId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The report of everything as JSON: instants in RFC 3339, ratios as shares from 0 to 1; what is not
 * known is null. Names stay as they are once they were given.
 */
final class InsightJson {

  private final InsightReport report;

  InsightJson(InsightReport report) {
    this.report = report;
  }

  String write() {
    Summary summary = report.summary();
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("kind", InsightReports.KIND);
    all.put("timeZone", Figures.zone(report.zone()));
    all.put("from", summary.from().toString());
    all.put("to", summary.to().toString());
    all.put("score", number(summary.health().whole().value()));
    all.put("namespacesWithIssues", summary.health().namespacesWithIssues());
    all.put("runs", measures(InsightMeasure.of(summary.all(), summary.before())));
    all.put("alertsFired", number(summary.alertsFired()));
    all.put("notificationsDelivered", number(summary.notificationsSent()));
    all.put("objectivesNotMet", summary.violated());
    all.put("namespaces", report.namespaces().stream().map(InsightJson::namespace).toList());
    all.put("checks", report.checks().stream().map(InsightJson::check).toList());
    all.put("objectives", report.objectives().stream().map(InsightJson::objective).toList());
    all.put("capacityAtRisk", report.atRisk().stream().map(InsightJson::risk).toList());
    all.put("issues", report.issues().stream().map(InsightJson::issue).toList());
    all.put("notes", report.notes());
    return JsonText.of(all);
  }

  private static Map<String, @Nullable Object> measures(List<InsightMeasure> measures) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    for (InsightMeasure each : measures) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      values.put("now", each.plain(each.now()));
      values.put("before", each.plain(each.before()));
      all.put(each.word().replace("_seconds", "Seconds"), values);
    }
    return all;
  }

  private static Map<String, @Nullable Object> namespace(NamespaceHealth each) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("namespace", each.namespace());
    all.put("score", number(each.score().exact()));
    all.put("deductions", each.score().deductions().stream().map(InsightJson::deduction).toList());
    all.put("beyond", each.score().beyond());
    return all;
  }

  private static Map<String, Object> deduction(Score.Deduction taken) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("points", taken.points());
    all.put("resource", taken.finding().source().toString());
    all.put("message", taken.finding().message());
    return all;
  }

  private static Map<String, @Nullable Object> check(OfCheck each) {
    Map<String, @Nullable Object> all = named(each.check());
    all.put("runs", measures(InsightMeasure.of(each.now(), each.before())));
    return all;
  }

  private static Map<String, @Nullable Object> objective(OfObjective each) {
    Map<String, @Nullable Object> all = named(each.objective());
    all.put("state", each.state().word());
    all.put("budgetRemainingRatio", number(each.remaining()));
    all.put("budgetSpentRatio", number(each.spent()));
    return all;
  }

  private static Map<String, @Nullable Object> risk(AtRisk each) {
    Map<String, @Nullable Object> all = named(each.forecast());
    all.put("resource", each.resource());
    all.put("risk", each.risk().word());
    return all;
  }

  private static Map<String, @Nullable Object> named(ResourceId id) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("namespace", id.namespace());
    all.put("name", id.name());
    return all;
  }

  private static Map<String, @Nullable Object> issue(Issue each) {
    Instant since = each.since();
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("pattern", each.pattern().word());
    all.put("severity", each.severity().label());
    all.put("namespace", each.namespace());
    all.put("affected", each.affected());
    all.put("message", each.message());
    all.put("action", each.action());
    all.put("since", since == null ? null : since.toString());
    return all;
  }

  private static @Nullable Double number(OptionalDouble value) {
    return value.isPresent() && Double.isFinite(value.getAsDouble()) ? value.getAsDouble() : null;
  }

  private static @Nullable Long number(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
