// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

/** The report of an objective as Markdown. */
final class MarkdownReport {

  private final ObjectiveReport report;
  private final ObjectiveTables tables;
  private final MarkdownPage page = new MarkdownPage();

  MarkdownReport(ObjectiveReport report) {
    this.report = report;
    this.tables = new ObjectiveTables(report);
  }

  String write() {
    page.line("# " + MarkdownPage.plain(tables.title()));
    page.line("");
    page.line(
        "Service %s, target %s: **%s**"
            .formatted(
                MarkdownPage.plain(report.service()),
                Figures.percent(report.targetPercent()),
                report.result().verdict().text()));
    tables.summary().forEach(this::paragraph);
    page.line("");
    report.notes().forEach(note -> page.line("- " + MarkdownPage.plain(note)));
    page.table(tables.burnDown());
    page.table(tables.results());
    page.table(tables.groups());
    page.table(tables.incidents());
    paragraph(tables.times());
    return page.text();
  }

  private void paragraph(String text) {
    page.line("");
    page.line(MarkdownPage.plain(text));
  }
}
