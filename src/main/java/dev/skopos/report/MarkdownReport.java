// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A report as Markdown with tables as GitHub has them. */
final class MarkdownReport {

  private final ObjectiveReport report;
  private final StringBuilder text = new StringBuilder();

  MarkdownReport(ObjectiveReport report) {
    this.report = report;
  }

  String write() {
    PeriodResult result = report.result();
    line(
        "# "
            + plain(
                "%s/%s, %s"
                    .formatted(
                        report.objective().namespace(),
                        report.objective().name(),
                        result.title())));
    line("");
    line(
        "Service %s, target %s: **%s**."
            .formatted(
                plain(report.service()),
                Figures.percent(report.targetPercent()),
                result.verdict().text()));
    line("");
    report.notes().forEach(note -> line("- " + plain(note)));
    results();
    burnDown();
    groups();
    incidents();
    line("");
    line(
        "Made at %s. Times are of %s."
            .formatted(report.created(), plain(Figures.zone(report.zone()))));
    return text.toString();
  }

  private void results() {
    head(
        "Periods",
        List.of(
            "Period", "Target", "Good events", "Change", "Bad events", "Events", "Budget left"));
    result(report.result(), "");
    for (PeriodResult earlier : report.earlier()) {
      result(earlier, Figures.points(report.result().sliChange(earlier)));
    }
  }

  private void result(PeriodResult result, String change) {
    row(
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
    head("Budget burn-down", List.of("Up to", "Bad events", "Events", "Budget left"));
    for (ObjectiveReport.BurnDown point : report.burnDown()) {
      row(
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
    head("Worst groups", List.of("Group", "Target", "Good events", "Bad events", "Budget left"));
    for (ObjectiveReport.Group group : report.worstGroups()) {
      row(
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
      line("");
      line("No incidents.");
      return;
    }
    head("Incidents", List.of("From", "To", "What", "Details", "Group"));
    for (Incident incident : report.incidents()) {
      row(
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

  private void head(String title, List<String> columns) {
    line("");
    line("## " + title);
    line("");
    row(columns);
    line(columns.stream().map(_ -> "---").collect(Collectors.joining(" | ", "| ", " |")));
  }

  private void row(List<String> cells) {
    line(cells.stream().map(MarkdownReport::plain).collect(Collectors.joining(" | ", "| ", " |")));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  /** Text that is neither markup nor HTML and stays in its cell. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\', '`', '*', '_', '[', ']', '|', '~', '#', '!' -> plain.append('\\').append(c);
        case '&' -> plain.append("&amp;");
        case '<' -> plain.append("&lt;");
        case '>' -> plain.append("&gt;");
        case '\n', '\r' -> plain.append(' ');
        default -> plain.append(c);
      }
    }
    return plain.toString();
  }
}
