// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

/** The report of everything as people read it. */
final class InsightPages {

  private InsightPages() {}

  static String html(InsightReport report) {
    HtmlPage page = new HtmlPage(report.title());
    page.line("<p>" + HtmlPage.escaped(score(report)) + "</p>");
    report.notes().forEach(page::faint);
    page.faint(times(report));
    new InsightTables(report).all().forEach(page::table);
    return page.end();
  }

  static String markdown(InsightReport report) {
    MarkdownPage page = new MarkdownPage();
    page.line("# " + MarkdownPage.plain(report.title()));
    page.line("");
    page.line(MarkdownPage.plain(score(report)));
    page.line("");
    report.notes().forEach(note -> page.line("- " + MarkdownPage.plain(note)));
    new InsightTables(report).all().forEach(page::table);
    page.line("");
    page.line(MarkdownPage.plain(times(report)));
    return page.text();
  }

  private static String score(InsightReport report) {
    return """
    Health score %s of 100, the mean of all namespaces; namespaces below 80: %d. \
    Scores, objectives and issues are those at the end.\
    """
        .formatted(report.score(), report.summary().health().namespacesWithIssues());
  }

  private static String times(InsightReport report) {
    return "From %s, times of %s. Before: as long a time before that."
        .formatted(report.period(), Figures.zone(report.zone()));
  }
}
