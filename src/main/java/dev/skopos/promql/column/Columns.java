// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.column;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Collects values into columns by label set, in the order in which the label sets came; two values
 * for one label set at one step are an error.
 */
public final class Columns {
  private static final String DUPLICATE = "vector cannot contain metrics with the same labelset";

  private final int count;
  private final LongConsumer reserve;
  private final boolean keepsDuplicates;
  private final Map<Labels, Entry> columns = new LinkedHashMap<>();
  private final List<Entry> duplicates = new ArrayList<>();

  /** The values so far; the name is dropped when the first of them says so. */
  private static final class Entry {
    private final ColumnBuilder builder;
    private final Labels labels;
    private int first = Integer.MAX_VALUE;
    private boolean dropName;

    Entry(Labels labels, ColumnBuilder builder) {
      this.labels = labels;
      this.builder = builder;
    }

    void note(int step, boolean drop) {
      if (step < first) {
        first = step;
        dropName = drop;
      }
    }

    Column build() {
      return builder.build(labels, dropName);
    }
  }

  /**
   * A collection.
   *
   * @param reserve is told how many values all columns have together before a new one is made
   */
  public Columns(int count, LongConsumer reserve) {
    this(count, reserve, false);
  }

  private Columns(int count, LongConsumer reserve, boolean keepsDuplicates) {
    this.count = count;
    this.reserve = reserve;
    this.keepsDuplicates = keepsDuplicates;
  }

  /**
   * A collection for what lies in the middle of a query: in one of a single step, equal label sets
   * are no error there, as in Prometheus.
   */
  public static Columns intermediate(int count, LongConsumer reserve) {
    return new Columns(count, reserve, count == 1);
  }

  public void put(Labels labels, boolean dropName, int step, double value) {
    entry(labels, dropName, step).builder.put(step, value);
  }

  public void put(Labels labels, boolean dropName, int step, Histogram histogram) {
    entry(labels, dropName, step).builder.put(step, histogram);
  }

  private Entry entry(Labels labels, boolean dropName, int step) {
    Entry entry = columns.computeIfAbsent(labels, this::fresh);
    if (entry.builder.has(step)) {
      if (!keepsDuplicates) {
        throw new QueryException(DUPLICATE);
      }
      entry = fresh(labels);
      duplicates.add(entry);
    }
    entry.note(step, dropName);
    return entry;
  }

  /** Adds all values of a column. */
  public void put(Column column) {
    int first = column.first();
    if (first < count && !columns.containsKey(column.labels())) {
      Entry entry = fresh(column.labels(), new ColumnBuilder(column));
      entry.note(first, column.dropName());
      columns.put(column.labels(), entry);
      return;
    }
    for (int step = first; step < count; step++) {
      if (column.has(step)) {
        entry(column.labels(), column.dropName(), step).builder.copy(step, column);
      }
    }
  }

  private Entry fresh(Labels labels) {
    return fresh(labels, new ColumnBuilder(count));
  }

  private Entry fresh(Labels labels, ColumnBuilder builder) {
    reserve.accept((columns.size() + duplicates.size() + 1L) * count);
    return new Entry(labels, builder);
  }

  public List<Column> toList() {
    List<Column> list = new ArrayList<>(columns.size() + duplicates.size());
    columns.values().forEach(entry -> list.add(entry.build()));
    duplicates.forEach(entry -> list.add(entry.build()));
    return list;
  }

  /** The columns with one for each label set, for instance after labels have been changed. */
  public static List<Column> merged(List<Column> columns, int count) {
    if (areDistinct(columns)) {
      return columns;
    }
    Columns merged = new Columns(count, _ -> {});
    columns.forEach(merged::put);
    return merged.toList();
  }

  private static boolean areDistinct(List<Column> columns) {
    return columns.stream().map(Column::labels).distinct().count() == columns.size();
  }
}
