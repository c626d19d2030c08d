// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import java.util.List;

/**
 * A table of a report, as people read it. Immutable.
 *
 * @param empty what it says without rows; empty: nothing
 */
record PageTable(String title, List<String> columns, List<Row> rows, String empty) {

  PageTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * A row.
   *
   * @param style of the second cell: {@code met}, {@code missed}, or empty
   */
  record Row(String style, List<String> cells) {

    Row {
      cells = List.copyOf(cells);
    }

    static Row of(String... cells) {
      return new Row("", List.of(cells));
    }

    /** A row whose second cell says whether it is well. */
    static Row judged(boolean good, String... cells) {
      return new Row(good ? "met" : "missed", List.of(cells));
    }
  }
}
