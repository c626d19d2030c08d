// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A report as one HTML page. */
final class HtmlReport {

  private final ObjectiveReport report;
  private final HtmlPage page;

  HtmlReport(ObjectiveReport report) {
    this.report = report;
    this.page =
        new HtmlPage(
            "%s/%s, %s"
                .formatted(
                    report.objective().namespace(),
                    report.objective().name(),
                    report.result().title()));
  }

  String write() {
    PeriodResult result = report.result();
    summary(result);
    burnDown();
    results();
    groups();
    incidents();
    return page.end();
  }

  private void summary(PeriodResult result) {
    page.line(
        "<p>Service %s, target %s: <strong class=\"%s\">%s</strong></p>"
            .formatted(
                HtmlPage.escaped(report.service()),
                Figures.percent(report.targetPercent()),
                style(result.verdict()),
                result.verdict().text()));
    page.line(
        "<p>%s of the events were good; %s of %s were bad, %s may be. Error budget left: %s.</p>"
            .formatted(
                Figures.percent(result.sli(), 4),
                Figures.count(result.bad()),
                Figures.count(result.total()),
                Figures.count(result.budget()),
                Figures.percent(result.remainingRatio(), 2)));
    if (result.groups() > 1) {
      page.line(
          "<p>%d of %d groups missed the target.</p>"
              .formatted(result.missedGroups(), result.groups()));
    }
    report
        .notes()
        .forEach(note -> page.line("<p class=\"faint\">" + HtmlPage.escaped(note) + "</p>"));
    page.line(
        "<p class=\"faint\">From %s to %s, times of %s. Made at %s.</p>"
            .formatted(
                minute(result.from()),
                minute(result.to()),
                HtmlPage.escaped(Figures.zone(report.zone())),
                minute(report.created())));
  }

  private void burnDown() {
    if (report.burnDown().isEmpty()) {
      return;
    }
    page.line("<section>");
    page.line("<h2>Error budget burn-down</h2>");
    page.line(new BurnDownChart(report).svg());
    page.line("<p class=\"faint\">Dashed: spent evenly over the period.</p>");
    page.line("</section>");
  }

  private void results() {
    page.head(
        "This and earlier periods",
        List.of(
            "Period", "Target", "Good events", "Change", "Bad events", "Events", "Budget left"));
    result(report.result(), "");
    for (PeriodResult earlier : report.earlier()) {
      result(earlier, Figures.points(report.result().sliChange(earlier)));
    }
    page.foot();
  }

  private void result(PeriodResult result, String change) {
    page.row(
        coloured(result.verdict()),
        List.of(
            result.title(),
            result.verdict().text(),
            Figures.percent(result.sli(), 4),
            change,
            Figures.count(result.bad()),
            Figures.count(result.total()),
            Figures.percent(result.remainingRatio(), 2)));
  }

  private void groups() {
    if (report.worstGroups().isEmpty()) {
      return;
    }
    page.head(
        "Worst groups", List.of("Group", "Target", "Good events", "Bad events", "Budget left"));
    for (ObjectiveReport.Group group : report.worstGroups()) {
      page.row(
          coloured(group.verdict()),
          List.of(
              Figures.labels(group.labels()),
              group.verdict().text(),
              Figures.percent(group.sli(), 4),
              Figures.count(group.bad()),
              Figures.percent(group.remainingRatio(), 2)));
    }
    page.foot();
  }

  private void incidents() {
    if (report.incidents().isEmpty()) {
      page.line("<p>No incidents.</p>");
      return;
    }
    page.head("Incidents", List.of("From", "To", "What", "Details", "Group"));
    for (Incident incident : report.incidents()) {
      page.row(
          "",
          List.of(
              time(incident.begin(), "before"),
              time(incident.end(), "not ended"),
              incident.kind().text(),
              incident.details(),
              Figures.labels(incident.group())));
    }
    page.foot();
  }

  private String time(Optional<Instant> time, String ifNot) {
    return time.map(this::minute).orElse(ifNot);
  }

  private String minute(Instant instant) {
    return Figures.minute(instant, report.zone());
  }

  private static String style(PeriodResult.Verdict verdict) {
    return verdict == PeriodResult.Verdict.NO_DATA
        ? "faint"
        : verdict.name().toLowerCase(Locale.ROOT);
  }

  /** In tables, what is not known looks as all else. */
  private static String coloured(PeriodResult.Verdict verdict) {
    return verdict == PeriodResult.Verdict.NO_DATA ? "" : style(verdict);
  }
}
