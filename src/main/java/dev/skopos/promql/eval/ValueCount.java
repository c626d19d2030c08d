// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import dev.skopos.promql.ast.Aggregation.Grouping;
import dev.skopos.promql.ast.GoNumber;
import dev.skopos.promql.ast.Quoting;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.column.Steps;
import dev.skopos.promql.histogram.HistogramText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The operator count_values: one series for each value that occurs in a group. There may be as many
 * values as samples, so each has room for the steps at which it occurs and no others.
 */
final class ValueCount {
  /** Stands for the value where only the other labels count. */
  private static final String PRESENT = "0";

  /** What the labels of a value and its lists take, in numbers. */
  private static final long NUMBERS_PER_VALUE = 32;

  private final String label;
  private final Grouping grouping;
  private final Budget budget;

  /**
   * An operator.
   *
   * @param label gets the value, and so belongs to the group
   */
  ValueCount(String label, Grouping grouping, Budget budget) {
    if (label.isEmpty()) {
      throw new QueryException("invalid label name " + Quoting.quote(label));
    }
    this.label = label;
    this.budget = budget;
    List<String> labels = new ArrayList<>(grouping.labels());
    if (!grouping.without()) {
      labels.add(label);
    }
    this.grouping = new Grouping(grouping.without(), labels);
  }

  /** How often one value occurs, at the steps at which it does. */
  private static final class Occurrences {
    private final Labels labels;
    private int[] steps = new int[1];
    private int[] counts = new int[1];
    private int length;

    Occurrences(Labels labels) {
      this.labels = labels;
    }

    /** Counts one more; the steps come in ascending order. */
    void increment(int step) {
      if (length == 0 || steps[length - 1] != step) {
        if (length == steps.length) {
          steps = Arrays.copyOf(steps, 2 * length);
          counts = Arrays.copyOf(counts, 2 * length);
        }
        steps[length++] = step;
      }
      counts[length - 1]++;
    }

    Column column(int count) {
      double[] values = Column.empty(count);
      for (int i = 0; i < length; i++) {
        values[steps[i]] = counts[i];
      }
      return new Column(labels, false, values);
    }

    Series series(long[] instants) {
      long[] timestamps = new long[length];
      double[] values = new double[length];
      for (int i = 0; i < length; i++) {
        timestamps[i] = instants[steps[i]];
        values[i] = counts[i];
      }
      return new Series(labels, timestamps, values);
    }
  }

  /** A series at all steps for each value, for what calculates with them. */
  List<Column> columns(List<Column> columns, int count) {
    List<Occurrences> values = values(columns, count);
    budget.reserve((long) values.size() * count);
    return values.stream().map(value -> value.column(count)).toList();
  }

  /** A series for each value at the steps at which it occurs. */
  List<Series> series(List<Column> columns, Steps steps) {
    long[] instants = steps.instants();
    return values(columns, instants.length).stream().map(value -> value.series(instants)).toList();
  }

  private List<Occurrences> values(List<Column> columns, int count) {
    List<Occurrences> values = new ArrayList<>();
    List<Labels> labels = columns.stream().map(this::group).toList();
    List<Map<String, Occurrences>> groups = groups(labels);
    for (int step = 0; step < count; step++) {
      budget.checkpoint();
      budget.reserve(values.size() * NUMBERS_PER_VALUE);
      for (int i = 0; i < labels.size(); i++) {
        if (columns.get(i).has(step)) {
          Labels group = labels.get(i);
          // The label is not among those of the group where the operator is told to leave it out.
          String text = group.has(label) ? text(columns.get(i), step) : PRESENT;
          Occurrences found = groups.get(i).get(text);
          if (found == null) {
            found = new Occurrences(group.has(label) ? group.with(label, text) : group);
            groups.get(i).put(text, found);
            values.add(found);
          }
          found.increment(step);
        }
      }
    }
    return values;
  }

  /** For each column the values of its group, which are the same ones for all of the group. */
  private static List<Map<String, Occurrences>> groups(List<Labels> labels) {
    Map<Labels, Map<String, Occurrences>> groups = new HashMap<>();
    return labels.stream()
        .map(group -> groups.computeIfAbsent(group, _ -> new HashMap<>()))
        .toList();
  }

  private Labels group(Column column) {
    return AggregationEvaluator.labels(grouping, column.labels().with(label, PRESENT));
  }

  private static String text(Column column, int step) {
    Histogram histogram = column.histogram(step);
    return histogram == null ? GoNumber.plain(column.values()[step]) : HistogramText.of(histogram);
  }
}
