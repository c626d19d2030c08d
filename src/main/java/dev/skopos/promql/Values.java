// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import dev.skopos.promql.ast.Modifiers.Extension;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Columns;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.column.Result;
import dev.skopos.promql.column.Steps;
import dev.skopos.promql.column.Window;
import dev.skopos.promql.column.Windows;
import dev.skopos.promql.function.ExtendedWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns the columns of an evaluation into the values that a caller gets. */
final class Values {

  private Values() {}

  static Value instant(Result result, Steps steps) {
    long at = steps.start();
    return switch (result) {
      case Result.Scalar(double[] values) -> new Value.Scalar(at, values[0]);
      case Result.Text(String value) -> new Value.Text(at, value);
      case Result.Matrix(Windows windows) -> new Value.Matrix(samples(windows));
      case Result.Sparse _ -> throw new IllegalStateException("of more than one step");
      case Result.Vector(List<Column> columns) -> {
        List<Value.Point> points = new ArrayList<>(columns.size());
        for (Column column : shown(columns, 1)) {
          Histogram histogram = column.histogram(0);
          if (histogram != null) {
            points.add(new Value.Point(column.labels(), at, 0, histogram));
          } else if (column.has(0)) {
            points.add(new Value.Point(column.labels(), at, column.values()[0]));
          }
        }
        yield new Value.Vector(points);
      }
    };
  }

  static Value range(Result result, Steps steps) {
    List<Series> series =
        switch (result) {
          case Result.Vector(List<Column> columns) -> samples(shown(columns, steps.count()), steps);
          case Result.Scalar(double[] values) ->
              samples(List.of(new Column(Labels.EMPTY, false, values)), steps);
          case Result.Sparse sparse -> new ArrayList<>(sparse.series());
          case Result.Text _, Result.Matrix _ ->
              throw new IllegalStateException("neither scalar nor vector");
        };
    series.sort(Comparator.comparing(Series::labels));
    return new Value.Matrix(series);
  }

  private static List<Series> samples(List<Column> columns, Steps steps) {
    long[] instants = steps.instants();
    List<Series> series = new ArrayList<>(columns.size());
    for (Column column : columns) {
      Series samples = samples(column, instants);
      if (samples.length() > 0) {
        series.add(samples);
      }
    }
    return series;
  }

  /** With the metric names removed that are to be; what is one series then must not overlap. */
  private static List<Column> shown(List<Column> columns, int count) {
    List<Column> shown = new ArrayList<>(columns.size());
    for (Column column : columns) {
      shown.add(column.with(column.shown(), false));
    }
    return Columns.merged(shown, count);
  }

  /** Nobody changes the arrays any more, so that series without gaps can share them. */
  private static Series samples(Column column, long[] instants) {
    if (column.isFull()) {
      return new Series(column.labels(), instants, column.values());
    }
    int count = 0;
    for (int step = 0; step < instants.length; step++) {
      count += column.has(step) ? 1 : 0;
    }
    long[] timestamps = new long[count];
    double[] values = new double[count];
    @Nullable Histogram @Nullable [] histograms =
        column.hasHistograms() ? new Histogram[count] : null;
    int length = 0;
    for (int step = 0; length < count; step++) {
      if (column.has(step)) {
        timestamps[length] = instants[step];
        Histogram histogram = column.histogram(step);
        if (histograms == null || histogram == null) {
          values[length++] = column.values()[step];
        } else {
          histograms[length++] = histogram;
        }
      }
    }
    return new Series(column.labels(), timestamps, values, histograms);
  }

  private static List<Series> samples(Windows windows) {
    List<Series> series = new ArrayList<>();
    for (Windows.Raw raw : windows.series()) {
      Window window = windows.window(raw);
      window.next();
      Labels labels = raw.dropName() ? Column.withoutMetadata(raw.labels()) : raw.labels();
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
    int length = window.size() + window.histogramCount();
    long[] timestamps = new long[length];
    double[] values = new double[length];
    @Nullable Histogram[] histograms = new Histogram[length];
    int number = 0;
    for (int i = 0; i < length; i++) {
      int histogram = i - number;
      boolean numberIsNext =
          histogram >= window.histogramCount()
              || (number < window.size()
                  && window.timestamp(number) < window.histogramTimestamp(histogram));
      if (numberIsNext) {
        timestamps[i] = window.timestamp(number);
        values[i] = window.value(number++);
      } else {
        timestamps[i] = window.histogramTimestamp(histogram);
        histograms[i] = window.histogram(histogram);
      }
    }
    return new Series(labels, timestamps, values, window.histogramCount() > 0 ? histograms : null);
  }

  /** The samples inside an extended window between those that stand for its edges. */
  private static Series framed(Labels labels, Window window) {
    if (window.histogramCount() > 0) {
      throw new QueryException(
          window.extension().name().toLowerCase(Locale.ROOT)
              + " modifier is not supported with histograms");
    }
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
