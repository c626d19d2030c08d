// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A text in Markdown with tables as GitHub has them. Lines are written as they are, cells are
 * escaped. Used by one thread.
 */
final class MarkdownPage {

  private final StringBuilder text = new StringBuilder();

  String text() {
    return text.toString();
  }

  /** A line of Markdown. */
  void line(String line) {
    text.append(line).append('\n');
  }

  /** A table below its title; without rows, what it says then. */
  void table(PageTable table) {
    if (!table.rows().isEmpty()) {
      line("");
      line("## " + table.title());
      line("");
      columns(table.columns());
      table.rows().forEach(row -> row(row.cells()));
    } else if (!table.empty().isEmpty()) {
      line("");
      line(plain(table.empty()));
    }
  }

  /** Begins a table without a title. */
  void columns(List<String> columns) {
    row(columns);
    line(columns.stream().map(_ -> "---").collect(Collectors.joining(" | ", "| ", " |")));
  }

  /** A row of the table. */
  void row(List<String> cells) {
    line(cells.stream().map(MarkdownPage::plain).collect(Collectors.joining(" | ", "| ", " |")));
  }

  /** Text that is neither markup nor HTML and stays in its cell. */
  static String plain(String text) {
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
