// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.promql.ast.Aggregation.Grouping;
import dev.skopos.promql.ast.GoNumber;
import dev.skopos.promql.ast.Quoting;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Columns;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.histogram.HistogramText;
import java.util.ArrayList;
import java.util.List;

/** The operator count_values: one series for each value that occurs in a group. */
final class ValueCount {
  private final String label;
  private final Grouping grouping;

  /**
   * An operator.
   *
   * @param label gets the value, and so belongs to the group
   */
  ValueCount(String label, Grouping grouping) {
    if (label.isEmpty()) {
      throw new QueryException("invalid label name " + Quoting.quote(label));
    }
    this.label = label;
    List<String> labels = new ArrayList<>(grouping.labels());
    if (!grouping.without()) {
      labels.add(label);
    }
    this.grouping = new Grouping(grouping.without(), labels);
  }

  List<Column> count(List<Column> columns, int count, Budget budget) {
    Columns counts = new Columns(count, budget::reserve);
    for (Column column : columns) {
      budget.checkpoint();
      for (int step = 0; step < count; step++) {
        if (column.has(step)) {
          Labels labels = column.labels().with(label, text(column, step));
          counts.increment(AggregationEvaluator.labels(grouping, labels), step);
        }
      }
    }
    return counts.toList();
  }

  private static String text(Column column, int step) {
    Histogram histogram = column.histogram(step);
    return histogram == null ? GoNumber.plain(column.values()[step]) : HistogramText.of(histogram);
  }
}
