// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A report as one HTML page that loads nothing: light, dark and for print. */
final class HtmlReport {

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--text:#1c2024;--faint:#60646c;--line:#d9d9e0;--page:#fff;
      --good:#18794e;--bad:#cd2b31;--left:#0b68cb}
      @media (prefers-color-scheme:dark){:root{--text:#edeef0;--faint:#b0b4ba;--line:#363a3f;
      --page:#111113;--good:#4cc38a;--bad:#ff9592;--left:#70b8ff}}
      @media print{:root{color-scheme:light;--text:#000;--faint:#444;--line:#bbb;--page:#fff;
      --good:#18794e;--bad:#cd2b31;--left:#0b68cb}section{break-inside:avoid}}
      body{font:15px/1.5 system-ui,sans-serif;color:var(--text);background:var(--page);
      max-width:60rem;margin:2rem auto;padding:0 1rem}
      h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}
      p{margin:.25rem 0}.faint{color:var(--faint)}
      .met{color:var(--good)}.missed{color:var(--bad)}
      table{border-collapse:collapse;width:100%}
      th,td{text-align:left;padding:.3rem .75rem .3rem 0;border-bottom:1px solid var(--line);
      vertical-align:top;overflow-wrap:anywhere}th{color:var(--faint);font-weight:600}
      svg{width:100%;height:auto}svg text{font-size:11px;fill:var(--faint)}
      .grid{stroke:var(--line)}path{fill:none}.ideal{stroke:var(--faint);stroke-dasharray:5 4}
      .left{stroke:var(--left);stroke-width:2}
      """;

  private final ObjectiveReport report;
  private final StringBuilder html = new StringBuilder();

  HtmlReport(ObjectiveReport report) {
    this.report = report;
  }

  String write() {
    PeriodResult result = report.result();
    String title =
        escaped(
            "%s/%s, %s"
                .formatted(
                    report.objective().namespace(), report.objective().name(), result.title()));
    line("<!doctype html>");
    line("<html lang=\"en\">");
    line("<head>");
    line("<meta charset=\"utf-8\">");
    line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    line("<title>" + title + "</title>");
    line("<style>\n" + STYLE + "</style>");
    line("</head>");
    line("<body>");
    line("<h1>" + title + "</h1>");
    summary(result);
    burnDown();
    results();
    groups();
    incidents();
    line("</body>");
    line("</html>");
    return html.toString();
  }

  private void summary(PeriodResult result) {
    line(
        "<p>Service %s, target %s: <strong class=\"%s\">%s</strong></p>"
            .formatted(
                escaped(report.service()),
                Figures.percent(report.targetPercent()),
                style(result.verdict()),
                result.verdict().text()));
    line(
        "<p>%s of the events were good; %s of %s were bad, %s may be. Error budget left: %s.</p>"
            .formatted(
                Figures.percent(result.sli(), 4),
                Figures.count(result.bad()),
                Figures.count(result.total()),
                Figures.count(result.budget()),
                Figures.percent(result.remainingRatio(), 2)));
    if (result.groups() > 1) {
      line(
          "<p>%d of %d groups missed the target.</p>"
              .formatted(result.missedGroups(), result.groups()));
    }
    report.notes().forEach(note -> line("<p class=\"faint\">" + escaped(note) + "</p>"));
    line(
        "<p class=\"faint\">From %s to %s, times of %s. Made at %s.</p>"
            .formatted(
                minute(result.from()),
                minute(result.to()),
                escaped(Figures.zone(report.zone())),
                minute(report.created())));
  }

  private void burnDown() {
    if (report.burnDown().isEmpty()) {
      return;
    }
    line("<section>");
    line("<h2>Error budget burn-down</h2>");
    line(new BurnDownChart(report).svg());
    line("<p class=\"faint\">Dashed: spent evenly over the period.</p>");
    line("</section>");
  }

  private void results() {
    head(
        "This and earlier periods",
        List.of(
            "Period", "Target", "Good events", "Change", "Bad events", "Events", "Budget left"));
    result(report.result(), "");
    for (PeriodResult earlier : report.earlier()) {
      result(earlier, Figures.points(report.result().sliChange(earlier)));
    }
    foot();
  }

  private void result(PeriodResult result, String change) {
    row(
        result.verdict(),
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
    head("Worst groups", List.of("Group", "Target", "Good events", "Bad events", "Budget left"));
    for (ObjectiveReport.Group group : report.worstGroups()) {
      row(
          group.verdict(),
          List.of(
              Figures.labels(group.labels()),
              group.verdict().text(),
              Figures.percent(group.sli(), 4),
              Figures.count(group.bad()),
              Figures.percent(group.remainingRatio(), 2)));
    }
    foot();
  }

  private void incidents() {
    if (report.incidents().isEmpty()) {
      line("<p>No incidents.</p>");
      return;
    }
    head("Incidents", List.of("From", "To", "What", "Details", "Group"));
    for (Incident incident : report.incidents()) {
      row(
          PeriodResult.Verdict.NO_DATA,
          List.of(
              time(incident.begin(), "before"),
              time(incident.end(), "not ended"),
              incident.kind().text(),
              incident.details(),
              Figures.labels(incident.group())));
    }
    foot();
  }

  private String time(Optional<Instant> time, String ifNot) {
    return time.map(this::minute).orElse(ifNot);
  }

  private String minute(Instant instant) {
    return Figures.minute(instant, report.zone());
  }

  private void head(String title, List<String> columns) {
    line("<section>");
    line("<h2>" + title + "</h2>");
    line("<table>");
    StringBuilder row = new StringBuilder("<thead><tr>");
    columns.forEach(column -> row.append("<th>").append(column).append("</th>"));
    line(row.append("</tr></thead>").toString());
    line("<tbody>");
  }

  /** The second cell says how it went where the row has a verdict. */
  private void row(PeriodResult.Verdict verdict, List<String> cells) {
    StringBuilder row = new StringBuilder("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      boolean coloured = i == 1 && verdict != PeriodResult.Verdict.NO_DATA;
      row.append(coloured ? "<td class=\"" + style(verdict) + "\">" : "<td>")
          .append(escaped(cells.get(i)))
          .append("</td>");
    }
    line(row.append("</tr>").toString());
  }

  private void foot() {
    line("</tbody>");
    line("</table>");
    line("</section>");
  }

  private void line(String line) {
    html.append(line).append('\n');
  }

  private static String style(PeriodResult.Verdict verdict) {
    return verdict == PeriodResult.Verdict.NO_DATA
        ? "faint"
        : verdict.name().toLowerCase(Locale.ROOT);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
