// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Labels;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Columns;
import dev.skopos.promql.column.QueryException;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;

/** The operator count_values: one series for each value that occurs in a group. */
final class ValueCount {

  private final String label;
  private final UnaryOperator<Labels> grouping;

  /**
   * An operator.
   *
   * @param label gets the value
   * @param grouping the labels of a series that decide about its group
   */
  ValueCount(String label, UnaryOperator<Labels> grouping) {
    if (label.isEmpty()) {
      throw new QueryException("invalid label name \"\"");
    }
    this.label = label;
    this.grouping = grouping;
  }

  List<Column> count(List<Column> columns, int count, Budget budget) {
    Columns counts = new Columns(count, budget::reserve);
    for (Column column : columns) {
      budget.checkpoint();
      Labels group = grouping.apply(column.labels());
      for (int step = 0; step < count; step++) {
        if (column.has(step)) {
          Labels labels = group.with(label, text(column.values()[step]));
          counts.increment(labels, column.dropName(), step);
        }
      }
    }
    return counts.toList();
  }

  /** The shortest decimal number without exponent, as Go's {@code %f} with the least digits. */
  private static String text(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    String plain = new BigDecimal(Double.toString(value)).toPlainString();
    return plain.contains(".") ? plain.replaceAll("\\.?0+$", "") : plain;
  }
}
