// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.insight.issue.Issue;
import dev.skopos.insight.score.Health.NamespaceHealth;
import dev.skopos.insight.summary.Summary;
import dev.skopos.insight.summary.Summary.AtRisk;
import dev.skopos.insight.summary.Summary.OfCheck;
import dev.skopos.insight.summary.Summary.OfObjective;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The report of everything as CSV: one table with a row for each number, whose first column says
 * what it is about. What is not known is empty; ratios are shares, from 0 to 1.
 */
final class InsightCsv {

  private static final List<String> COLUMNS =
      List.of("section", "namespace", "name", "measure", "value", "before", "details", "action");

  private final InsightReport report;
  private final List<List<String>> rows = new ArrayList<>();

  InsightCsv(InsightReport report) {
    this.report = report;
  }

  String write() {
    Summary summary = report.summary();
    rows.add(COLUMNS);
    row("period", "", "", "from", summary.from().toString());
    row("period", "", "", "to", summary.to().toString());
    row("health", "", "", "score", number(summary.health().whole().value()));
    measures("checks", "", "", InsightMeasure.of(summary.all(), summary.before()));
    row("alerts", "", "", "fired", number(summary.alertsFired()));
    row("notifications", "", "", "delivered", number(summary.notificationsSent()));
    report.namespaces().forEach(this::namespace);
    report.checks().forEach(this::check);
    report.objectives().forEach(this::objective);
    report.atRisk().forEach(this::risk);
    report.issues().forEach(this::issue);
    report.notes().forEach(note -> rows.add(List.of("note", "", "", "", "", "", note, "")));
    return CsvTable.of(rows);
  }

  private void row(String section, String namespace, String name, String measure, String value) {
    rows.add(List.of(section, namespace, name, measure, value, "", "", ""));
  }

  private void measures(
      String section, String namespace, String name, List<InsightMeasure> measures) {
    for (InsightMeasure each : measures) {
      rows.add(
          List.of(
              section,
              namespace,
              name,
              each.word(),
              text(each.plain(each.now())),
              text(each.plain(each.before())),
              "",
              ""));
    }
  }

  private void namespace(NamespaceHealth each) {
    row("namespace", each.namespace(), "", "score", number(each.score().exact()));
    each.score()
        .deductions()
        .forEach(
            taken ->
                rows.add(
                    List.of(
                        "deduction",
                        each.namespace(),
                        taken.finding().source().toString(),
                        "points",
                        Integer.toString(taken.points()),
                        "",
                        taken.finding().message(),
                        "")));
  }

  private void check(OfCheck each) {
    measures(
        "check",
        each.check().namespace(),
        each.check().name(),
        InsightMeasure.of(each.now(), each.before()));
  }

  private void objective(OfObjective each) {
    String namespace = each.objective().namespace();
    String name = each.objective().name();
    row("objective", namespace, name, "state", each.state().word());
    row("objective", namespace, name, "budget_remaining_ratio", number(each.remaining()));
    row("objective", namespace, name, "budget_spent_ratio", number(each.spent()));
  }

  private void risk(AtRisk each) {
    rows.add(
        List.of(
            "capacity",
            each.forecast().namespace(),
            each.forecast().name(),
            "risk",
            each.risk().word(),
            "",
            each.resource(),
            ""));
  }

  private void issue(Issue each) {
    Instant since = each.since();
    rows.add(
        List.of(
            "issue",
            each.namespace(),
            each.pattern().word(),
            each.severity().label(),
            since == null ? "" : since.toString(),
            "",
            each.message(),
            each.action()));
  }

  private static String text(@Nullable Number number) {
    return number == null ? "" : number.toString();
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() && Double.isFinite(value.getAsDouble())
        ? Double.toString(value.getAsDouble())
        : "";
  }

  private static String number(OptionalLong value) {
    return value.isPresent() ? Long.toString(value.getAsLong()) : "";
  }
}
