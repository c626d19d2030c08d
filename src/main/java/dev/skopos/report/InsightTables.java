// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.insight.issue.Issue;
import dev.skopos.insight.score.Health.NamespaceHealth;
import dev.skopos.insight.score.Score;
import dev.skopos.insight.summary.Summary;
import dev.skopos.insight.summary.Summary.AtRisk;
import dev.skopos.insight.summary.Summary.OfCheck;
import dev.skopos.insight.summary.Summary.OfObjective;
import dev.skopos.report.PageTable.Row;
import dev.skopos.slo.ObjectiveSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of the report of everything. */
final class InsightTables {

  private final InsightReport report;

  InsightTables(InsightReport report) {
    this.report = report;
  }

  /** In the order in which they are read. */
  List<PageTable> all() {
    return List.of(figures(), issues(), namespaces(), checks(), objectives(), capacity());
  }

  private PageTable figures() {
    Summary summary = report.summary();
    Stream<Row> measured =
        InsightMeasure.of(summary.all(), summary.before()).stream().map(InsightTables::figure);
    Stream<Row> counted =
        Stream.of(
            Row.of("Alerts that fired", InsightFigures.count(summary.alertsFired()), "", ""),
            Row.of(
                "Notifications delivered",
                InsightFigures.count(summary.notificationsSent()),
                "",
                ""),
            Row.of(
                "Objectives not met",
                "%d of %d".formatted(summary.violated(), summary.objectives().size()),
                "",
                ""));
    return new PageTable(
        "Figures",
        List.of("", "In this time", "Before", "Change"),
        Stream.concat(measured, counted).toList(),
        "");
  }

  private static Row figure(InsightMeasure measure) {
    return Row.of(
        measure.title(),
        InsightFigures.text(measure.unit(), measure.now()),
        InsightFigures.text(measure.unit(), measure.before()),
        InsightFigures.change(measure));
  }

  private PageTable issues() {
    return new PageTable(
        "Open issues",
        List.of("Issue", "Severity", "Namespace", "Since", "What to do"),
        report.issues().stream().map(this::issue).toList(),
        "No open issues.");
  }

  private Row issue(Issue issue) {
    Instant since = issue.since();
    return Row.of(
        issue.message(),
        issue.severity().label(),
        issue.namespace().isEmpty() ? "several" : issue.namespace(),
        since == null ? "" : Figures.minute(since, report.zone()),
        issue.action());
  }

  private PageTable namespaces() {
    return new PageTable(
        "Health by namespace",
        List.of("Namespace", "Score", "What takes points"),
        report.namespaces().stream().map(InsightTables::namespace).toList(),
        "Nothing is watched.");
  }

  private static Row namespace(NamespaceHealth namespace) {
    Score score = namespace.score();
    String value = InsightFigures.count(score.exact());
    return score.value().isEmpty()
        ? Row.of(namespace.namespace(), value, "")
        : Row.judged(!score.hasIssues(), namespace.namespace(), value, deductions(score));
  }

  private static String deductions(Score score) {
    String taken =
        score.deductions().stream()
            .map(
                each ->
                    "%d: %s, %s"
                        .formatted(
                            each.points(), each.finding().source(), each.finding().message()))
            .collect(Collectors.joining("; "));
    return score.beyond() == 0
        ? taken
        : "%s; %d more findings take nothing".formatted(taken, score.beyond());
  }

  private PageTable checks() {
    return new PageTable(
        "Checks",
        List.of("Check", "Uptime", "Before", "Failed runs", "Response time p95", "Before"),
        report.checks().stream().map(InsightTables::check).toList(),
        "No check ran.");
  }

  private static Row check(OfCheck check) {
    InsightMeasure uptime = InsightMeasure.uptime(check.now(), check.before());
    InsightMeasure p95 = InsightMeasure.p95(check.now(), check.before());
    return Row.of(
        check.check().namespace() + '/' + check.check().name(),
        InsightFigures.text(uptime.unit(), uptime.now()),
        InsightFigures.text(uptime.unit(), uptime.before()),
        "%s of %s"
            .formatted(
                InsightFigures.count(check.now().failed()),
                InsightFigures.count(check.now().runs())),
        InsightFigures.text(p95.unit(), p95.now()),
        InsightFigures.text(p95.unit(), p95.before()));
  }

  private PageTable objectives() {
    return new PageTable(
        "Objectives",
        List.of("Objective", "State", "Error budget left", "Spent in this time"),
        report.objectives().stream().map(InsightTables::objective).toList(),
        "No objectives.");
  }

  private static Row objective(OfObjective objective) {
    String[] cells = {
      objective.objective().namespace() + '/' + objective.objective().name(),
      objective.state().word(),
      InsightFigures.text(InsightMeasure.Unit.RATIO, objective.remaining()),
      InsightFigures.text(InsightMeasure.Unit.RATIO, objective.spent())
    };
    return objective.state() == ObjectiveSnapshot.State.EXHAUSTED
        ? Row.judged(false, cells)
        : Row.of(cells);
  }

  private PageTable capacity() {
    return new PageTable(
        "Capacity at risk",
        List.of("Forecast", "Risk", "Resource"),
        report.atRisk().stream().map(InsightTables::risk).toList(),
        "No capacity at risk.");
  }

  private static Row risk(AtRisk each) {
    return Row.of(
        each.forecast().namespace() + '/' + each.forecast().name(),
        each.risk().word(),
        each.resource());
  }
}
