// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import java.util.List;

/**
 * One HTML page that loads nothing: light, dark and for print. Lines are written as they are, cells
 * and titles of tables are escaped. Used by one thread.
 */
final class HtmlPage {

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
      vertical-align:top;overflow-wrap:anywhere}th{color:var(--faint);font-weight:600;
      overflow-wrap:normal}
      svg{width:100%;height:auto}svg text{font-size:11px;fill:var(--faint)}
      .grid{stroke:var(--line)}path{fill:none}.ideal{stroke:var(--faint);stroke-dasharray:5 4}
      .left{stroke:var(--left);stroke-width:2}
      """;

  private final StringBuilder html = new StringBuilder();

  /** A page with that title and nothing below it. */
  HtmlPage(String title) {
    String escaped = escaped(title);
    line("<!doctype html>");
    line("<html lang=\"en\">");
    line("<head>");
    line("<meta charset=\"utf-8\">");
    line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    line("<title>" + escaped + "</title>");
    line("<style>\n" + STYLE + "</style>");
    line("</head>");
    line("<body>");
    line("<h1>" + escaped + "</h1>");
  }

  /** The whole page; nothing may be added afterwards. */
  String end() {
    line("</body>");
    line("</html>");
    return html.toString();
  }

  /** A line of markup. */
  void line(String line) {
    html.append(line).append('\n');
  }

  /** A paragraph that stands back. */
  void faint(String text) {
    line("<p class=\"faint\">" + escaped(text) + "</p>");
  }

  /** A table in a section of its own; without rows, what it says then. */
  void table(PageTable table) {
    if (!table.rows().isEmpty()) {
      head(table.title(), table.columns());
      table.rows().forEach(this::row);
      foot();
    } else if (!table.empty().isEmpty()) {
      line("<p>" + escaped(table.empty()) + "</p>");
    }
  }

  private void head(String title, List<String> columns) {
    line("<section>");
    line("<h2>" + escaped(title) + "</h2>");
    line("<table>");
    StringBuilder row = new StringBuilder("<thead><tr>");
    columns.forEach(column -> row.append("<th>").append(escaped(column)).append("</th>"));
    line(row.append("</tr></thead>").toString());
    line("<tbody>");
  }

  private void row(PageTable.Row row) {
    String style = row.style();
    StringBuilder html = new StringBuilder("<tr>");
    for (int i = 0; i < row.cells().size(); i++) {
      html.append(i == 1 && !style.isEmpty() ? "<td class=\"" + style + "\">" : "<td>")
          .append(escaped(row.cells().get(i)))
          .append("</td>");
    }
    line(html.append("</tr>").toString());
  }

  private void foot() {
    line("</tbody>");
    line("</table>");
    line("</section>");
  }

  /** Text that is no markup, neither in an element nor in an attribute. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
