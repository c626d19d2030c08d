// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.column;

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
  private final String duplicate;
  private final Map<Labels, Column> columns = new LinkedHashMap<>();

  /** A collection of columns that nobody makes, only puts. */
  public Columns(int count) {
    this(count, _ -> {});
  }

  /**
   * A collection.
   *
   * @param reserve is told how many values all columns have together before a new one is made
   */
  public Columns(int count, LongConsumer reserve) {
    this(count, reserve, DUPLICATE);
  }

  /**
   * A collection.
   *
   * @param reserve is told how many values all columns have together before a new one is made
   * @param duplicate the message for two values in one place
   */
  public Columns(int count, LongConsumer reserve, String duplicate) {
    this.count = count;
    this.reserve = reserve;
    this.duplicate = duplicate;
  }

  public void put(Labels labels, boolean dropName, int step, double value) {
    double[] values = values(labels, dropName);
    if (!Column.isAbsent(values[step])) {
      throw new QueryException(duplicate);
    }
    values[step] = value;
  }

  /** Adds all values of a column. */
  public void put(Column column) {
    Column present = columns.get(column.labels());
    if (present == null) {
      columns.put(column.labels(), column);
      return;
    }
    double[] merged = present.values().clone();
    for (int step = 0; step < count; step++) {
      if (column.has(step) && present.has(step)) {
        throw new QueryException(duplicate);
      }
      merged[step] = column.has(step) ? column.values()[step] : merged[step];
    }
    boolean dropName = present.dropName() || column.dropName();
    columns.put(column.labels(), new Column(column.labels(), dropName, merged));
  }

  private double[] values(Labels labels, boolean dropName) {
    Column present = columns.get(labels);
    if (present == null || (dropName && !present.dropName())) {
      double[] values = present == null ? fresh() : present.values();
      present = new Column(labels, dropName, values);
      columns.put(labels, present);
    }
    return present.values();
  }

  /** Adds one to the value at the step, which is 0 where there is none. */
  public void increment(Labels labels, boolean dropName, int step) {
    double[] values = values(labels, dropName);
    values[step] = Column.isAbsent(values[step]) ? 1 : values[step] + 1;
  }

  private double[] fresh() {
    reserve.accept((columns.size() + 1L) * count);
    return Column.empty(count);
  }

  public List<Column> toList() {
    return new ArrayList<>(columns.values());
  }

  /** The columns with one for each label set, for instance after labels have been changed. */
  public static List<Column> merged(List<Column> columns, int count) {
    Columns merged = new Columns(count);
    columns.forEach(merged::put);
    return merged.toList();
  }
}
