// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A report as Markdown. */
final class MarkdownReport {

  private final ObjectiveReport report;
  private final MarkdownPage page = new MarkdownPage();

  MarkdownReport(ObjectiveReport report) {
    this.report = report;
  }

  String write() {
    PeriodResult result = report.result();
    page.line(
        "# "
            + MarkdownPage.plain(
                "%s/%s, %s"
                    .formatted(
                        report.objective().namespace(),
                        report.objective().name(),
                        result.title())));
    page.line("");
    page.line(
        "Service %s, target %s: **%s**."
            .formatted(
                MarkdownPage.plain(report.service()),
                Figures.percent(report.targetPercent()),
                result.verdict().text()));
    page.line("");
    report.notes().forEach(note -> page.line("- " + MarkdownPage.plain(note)));
    results();
    burnDown();
    groups();
    incidents();
    page.line("");
    page.line(
        "Made at %s. Times are of %s."
            .formatted(report.created(), MarkdownPage.plain(Figures.zone(report.zone()))));
    return page.text();
  }

  private void results() {
    page.head(
        "Periods",
        List.of(
            "Period", "Target", "Good events", "Change", "Bad events", "Events", "Budget left"));
    result(report.result(), "");
    for (PeriodResult earlier : report.earlier()) {
      result(earlier, Figures.points(report.result().sliChange(earlier)));
    }
  }

  private void result(PeriodResult result, String change) {
    page.row(
        List.of(
            result.title(),
            result.verdict().text(),
            Figures.percent(result.sli(), 4),
            change,
            Figures.count(result.bad()),
            Figures.count(result.total()),
            Figures.percent(result.remainingRatio(), 2)));
  }

  private void burnDown() {
    if (report.burnDown().isEmpty()) {
      return;
    }
    page.head("Budget burn-down", List.of("Up to", "Bad events", "Events", "Budget left"));
    for (ObjectiveReport.BurnDown point : report.burnDown()) {
      page.row(
          List.of(
              Figures.minute(point.at(), report.zone()),
              Figures.count(point.bad()),
              Figures.count(point.total()),
              Figures.percent(point.remainingRatio(), 2)));
    }
  }

  private void groups() {
    if (report.worstGroups().isEmpty()) {
      return;
    }
    page.head(
        "Worst groups", List.of("Group", "Target", "Good events", "Bad events", "Budget left"));
    for (ObjectiveReport.Group group : report.worstGroups()) {
      page.row(
          List.of(
              Figures.labels(group.labels()),
              group.verdict().text(),
              Figures.percent(group.sli(), 4),
              Figures.count(group.bad()),
              Figures.percent(group.remainingRatio(), 2)));
    }
  }

  private void incidents() {
    if (report.incidents().isEmpty()) {
      page.line("");
      page.line("No incidents.");
      return;
    }
    page.head("Incidents", List.of("From", "To", "What", "Details", "Group"));
    for (Incident incident : report.incidents()) {
      page.row(
          List.of(
              time(incident.begin(), "before"),
              time(incident.end(), "not ended"),
              incident.kind().text(),
              incident.details(),
              Figures.labels(incident.group())));
    }
  }

  private String time(Optional<Instant> time, String ifNot) {
    return time.map(each -> Figures.minute(each, report.zone())).orElse(ifNot);
  }
}
