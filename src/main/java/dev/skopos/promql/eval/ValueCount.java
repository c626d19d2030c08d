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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The operator count_values: one series for each value that occurs in a group. */
final class ValueCount {
  /** Stands for the value where only the other labels count. */
  private static final String PRESENT = "0";

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
    Map<Labels, Map<String, Labels>> byGroup = new HashMap<>();
    for (Column column : columns) {
      budget.checkpoint();
      Labels series = column.labels().with(label, PRESENT);
      Labels group = AggregationEvaluator.labels(grouping, series);
      Map<String, Labels> byValue = byGroup.computeIfAbsent(group, _ -> new HashMap<>());
      for (int step = 0; step < count; step++) {
        if (column.has(step)) {
          String text = text(column, step);
          counts.increment(byValue.computeIfAbsent(text, _ -> labels(group, text)), step);
        }
      }
    }
    return counts.toList();
  }

  /** The label is not among those of the group where the operator is told to leave it out. */
  private Labels labels(Labels group, String value) {
    return group.has(label) ? group.with(label, value) : group;
  }

  private static String text(Column column, int step) {
    Histogram histogram = column.histogram(step);
    return histogram == null ? GoNumber.plain(column.values()[step]) : HistogramText.of(histogram);
  }
}
