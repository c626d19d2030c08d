// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

/** The report of an objective as one HTML page. */
final class HtmlReport {

  private final ObjectiveReport report;
  private final ObjectiveTables tables;
  private final HtmlPage page;

  HtmlReport(ObjectiveReport report) {
    this.report = report;
    this.tables = new ObjectiveTables(report);
    this.page = new HtmlPage(tables.title());
  }

  String write() {
    verdict();
    tables.summary().forEach(each -> page.line("<p>" + HtmlPage.escaped(each) + "</p>"));
    report.notes().forEach(page::faint);
    page.faint(tables.times());
    burnDown();
    page.table(tables.results());
    page.table(tables.groups());
    page.table(tables.incidents());
    return page.end();
  }

  private void verdict() {
    PeriodResult.Verdict verdict = report.result().verdict();
    page.line(
        "<p>Service %s, target %s: <strong class=\"%s\">%s</strong></p>"
            .formatted(
                HtmlPage.escaped(report.service()),
                Figures.percent(report.targetPercent()),
                style(verdict),
                verdict.text()));
  }

  private static String style(PeriodResult.Verdict verdict) {
    return switch (verdict) {
      case MET -> "met";
      case MISSED -> "missed";
      case NO_DATA -> "faint";
    };
  }

  private void burnDown() {
    if (report.burnDown().isEmpty()) {
      return;
    }
    page.line("<section>");
    page.line("<h2>" + HtmlPage.escaped(tables.burnDown().title()) + "</h2>");
    page.line(new BurnDownChart(report).svg());
    page.faint("Dashed: spent evenly over the period.");
    page.line("</section>");
  }
}
