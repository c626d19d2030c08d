// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import dev.skopos.promql.ast.Modifiers.Extension;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Columns;
import dev.skopos.promql.column.Result;
import dev.skopos.promql.column.Steps;
import dev.skopos.promql.column.Window;
import dev.skopos.promql.column.Windows;
import dev.skopos.promql.function.ExtendedWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Turns the columns of an evaluation into the values that a caller gets. */
final class Values {

  private Values() {}

  static Value instant(Result result, Steps steps) {
    long at = steps.start();
    return switch (result) {
      case Result.Scalar(double[] values) -> new Value.Scalar(at, values[0]);
      case Result.Text(String value) -> new Value.Text(at, value);
      case Result.Matrix(Windows windows) -> new Value.Matrix(samples(windows));
      case Result.Vector(List<Column> columns) -> {
        List<Value.Point> points = new ArrayList<>(columns.size());
        for (Column column : shown(columns, 1)) {
          if (column.has(0)) {
            points.add(new Value.Point(column.labels(), at, column.values()[0]));
          }
        }
        yield new Value.Vector(points);
      }
    };
  }

  static Value range(Result result, Steps steps) {
    List<Column> columns =
        switch (result) {
          case Result.Vector vector -> shown(vector.columns(), steps.count());
          case Result.Scalar(double[] values) -> List.of(new Column(Labels.EMPTY, false, values));
          case Result.Text _, Result.Matrix _ ->
              throw new IllegalStateException("neither scalar nor vector");
        };
    List<Series> series = new ArrayList<>(columns.size());
    for (Column column : columns) {
      Series samples = samples(column, steps);
      if (samples.length() > 0) {
        series.add(samples);
      }
    }
    series.sort(Comparator.comparing(Series::labels));
    return new Value.Matrix(series);
  }

  /** With the metric names removed that are to be; what is one series then must not overlap. */
  private static List<Column> shown(List<Column> columns, int count) {
    Columns shown = new Columns(count);
    for (Column column : columns) {
      shown.put(new Column(column.shown(), false, column.values()));
    }
    return shown.toList();
  }

  private static Series samples(Column column, Steps steps) {
    long[] timestamps = new long[steps.count()];
    double[] values = new double[steps.count()];
    int length = 0;
    for (int step = 0; step < steps.count(); step++) {
      if (column.has(step)) {
        timestamps[length] = steps.at(step);
        values[length++] = column.values()[step];
      }
    }
    return new Series(
        column.labels(), Arrays.copyOf(timestamps, length), Arrays.copyOf(values, length));
  }

  private static List<Series> samples(Windows windows) {
    List<Series> series = new ArrayList<>();
    for (Windows.Raw raw : windows.series()) {
      Window window = windows.window(raw);
      window.next();
      Labels labels = raw.dropName() ? raw.labels().withoutMetricName() : raw.labels();
      Series samples =
          window.extension() == Extension.NONE ? samples(labels, window) : framed(labels, window);
      if (samples.length() > 0) {
        series.add(samples);
      }
    }
    series.sort(Comparator.comparing(Series::labels));
    return series;
  }

  private static Series samples(Labels labels, Window window) {
    long[] timestamps = new long[window.size()];
    double[] values = new double[window.size()];
    for (int i = 0; i < timestamps.length; i++) {
      timestamps[i] = window.timestamp(i);
      values[i] = window.value(i);
    }
    return new Series(labels, timestamps, values);
  }

  /** The samples inside an extended window between those that stand for its edges. */
  private static Series framed(Labels labels, Window window) {
    ExtendedWindow extended = ExtendedWindow.of(window, false);
    if (extended == null) {
      return new Series(labels, new long[0], new double[0]);
    }
    int inside = Math.max(0, extended.last() - extended.first() + 1);
    long[] timestamps = new long[inside + 2];
    double[] values = new double[inside + 2];
    timestamps[0] = window.start();
    values[0] = extended.left();
    for (int i = 0; i < inside; i++) {
      timestamps[i + 1] = window.timestamp(extended.first() + i);
      values[i + 1] = window.value(extended.first() + i);
    }
    timestamps[inside + 1] = window.end();
    values[inside + 1] = extended.right();
    return new Series(labels, timestamps, values);
  }
}
