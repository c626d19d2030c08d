// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table as CSV, as RFC 4180 has it, that spreadsheets do not calculate: what they would take for
 * a formula gets an apostrophe in front, as OWASP advises. Numbers stay as they are.
 */
final class CsvTable {

  private static final String LINE_END = "\r\n";

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(E-?\\d+)?");

  /**
   * Where a formula would begin: at the beginning of a cell, or of what is one for spreadsheets
   * whose cells end with semicolons, as in countries with decimal commas. These overlook quotes.
   */
  private static final Pattern FORMULA =
      Pattern.compile("^(?=\"*[=+\\-@\t\r\n\\x00])|(?<=[;\t\r\n])(?=\"*[=+\\-@])");

  private static final Pattern SPECIAL = Pattern.compile("[,\"\r\n]");

  private CsvTable() {}

  /** These rows, the names of the columns first. */
  static String of(List<List<String>> rows) {
    return rows.stream()
        .map(row -> row.stream().map(CsvTable::field).collect(Collectors.joining(",")))
        .map(row -> row + LINE_END)
        .collect(Collectors.joining());
  }

  private static String field(String cell) {
    String text = NUMBER.matcher(cell).matches() ? cell : FORMULA.matcher(cell).replaceAll("'");
    return SPECIAL.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
