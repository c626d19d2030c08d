// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import java.util.List;
import java.util.stream.Collectors;

/** A table as CSV, as RFC 4180 has it. */
final class CsvTable {

  private static final String LINE_END = "\r\n";

  private CsvTable() {}

  /** These rows, the names of the columns first. */
  static String of(List<List<String>> rows) {
    return rows.stream()
        .map(row -> row.stream().map(CsvTable::quoted).collect(Collectors.joining(",")))
        .map(row -> row + LINE_END)
        .collect(Collectors.joining());
  }

  private static String quoted(String field) {
    return field.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? '"' + field.replace("\"", "\"\"") + '"'
        : field;
  }
}
