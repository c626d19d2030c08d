// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.column;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import org.jspecify.annotations.Nullable;

/** A column in the making. Not thread-safe. */
public final class ColumnBuilder {
  private final double[] values;
  private @Nullable Histogram @Nullable [] histograms;

  public ColumnBuilder(int count) {
    values = Column.empty(count);
  }

  /** What a column has, to be changed. */
  ColumnBuilder(Column column) {
    @Nullable Histogram @Nullable [] present = column.histograms();
    values = column.values().clone();
    histograms = present == null ? null : present.clone();
  }

  /** How many steps it has. */
  public int count() {
    return values.length;
  }

  public void put(int step, double value) {
    values[step] = value;
  }

  /** Sets a histogram; null sets nothing. */
  public void put(int step, @Nullable Histogram histogram) {
    if (histogram != null) {
      if (histograms == null) {
        histograms = new Histogram[values.length];
      }
      histograms[step] = histogram;
    }
  }

  /** Takes over what another column has at the step. */
  public void copy(int step, Column column) {
    values[step] = column.values()[step];
    put(step, column.histogram(step));
  }

  public double value(int step) {
    return values[step];
  }

  public boolean has(int step) {
    return !Column.isAbsent(values[step]) || (histograms != null && histograms[step] != null);
  }

  /** The column; the builder must not be used any more. */
  public Column build(Labels labels, boolean dropName) {
    return new Column(labels, dropName, values, histograms);
  }
}
