// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.promql.column.Annotation;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.ColumnBuilder;
import dev.skopos.promql.column.Result;
import dev.skopos.promql.column.Window;
import dev.skopos.promql.column.Windows;
import java.util.ArrayList;
import java.util.List;

/** Applies a calculation over the samples of a window to all series and steps. */
final class RangeFunctions {
  private static final long SAMPLES_BETWEEN_CHECKPOINTS = 1 << 16;

  private RangeFunctions() {}

  /** Gives a value, or {@link Column#ABSENT}, for a window that has at least one number. */
  @FunctionalInterface
  interface OverWindow {
    double apply(Window window);
  }

  /** Makes a calculation for the windows of a series, which come in ascending order. */
  @FunctionalInterface
  interface OverSeries {
    OverWindow of(Windows.Raw series);
  }

  /** Calculates a window that has at least one histogram. */
  @FunctionalInterface
  interface OverHistograms {
    void apply(Window window, WindowResult result);
  }

  /**
   * What a function does.
   *
   * @param numbers is used where a window has numbers alone
   */
  record Calculation(OverSeries numbers, OverHistograms histograms) {
    static Calculation of(OverWindow numbers, OverHistograms histograms) {
      return new Calculation(_ -> numbers, histograms);
    }

    /**
     * A calculation that knows numbers only and says so where there are histograms beside them.
     *
     * @param fewest how many numbers it needs
     */
    static Calculation ofNumbers(OverWindow numbers, int fewest) {
      return bySeries(_ -> numbers, fewest);
    }

    /** As ofNumbers(), for one that finds something out about the whole series. */
    static Calculation bySeries(OverSeries numbers, int fewest) {
      return new Calculation(
          numbers,
          (window, result) -> {
            if (window.size() >= fewest) {
              result.put(result.ofNumbers(window));
            }
            if (window.size() > 0) {
              result.annotate(Annotation.ignoredInRange(result.metric(), result.span()));
            }
          });
    }
  }

  static Function.Body of(Calculation calculation) {
    return call -> apply(call, call.windows(0), true, calculation);
  }

  /** As of(), for functions whose results keep the metric name. */
  static Function.Body keepingName(Calculation calculation) {
    return call -> apply(call, call.windows(0), false, calculation);
  }

  static Result.Vector apply(
      Invocation call, Windows windows, boolean dropName, Calculation calculation) {
    call.reserve((long) windows.series().size() * call.steps().count());
    List<Column> columns = new ArrayList<>(windows.series().size());
    for (Windows.Raw raw : windows.series()) {
      call.checkpoint();
      Column column =
          column(call, windows.window(raw), calculation)
              .build(raw.labels(), dropName || raw.dropName());
      if (!column.isEmpty()) {
        columns.add(column);
      }
    }
    return new Result.Vector(columns);
  }

  private static ColumnBuilder column(Invocation call, Window window, Calculation calculation) {
    int count = call.steps().count();
    ColumnBuilder column = new ColumnBuilder(count);
    OverWindow numbers = calculation.numbers().of(window.raw());
    WindowResult result = new WindowResult(call, window.raw().labels(), column, numbers);
    long samples = 0;
    for (int step = 0; step < count; step++) {
      window.next();
      if (window.histogramCount() > 0) {
        result.at(step);
        calculation.histograms().apply(window, result);
      } else if (window.size() > 0) {
        column.put(step, numbers.apply(window));
      }
      call.looked(step, window);
      samples += window.size() + window.histogramCount();
      if (samples > SAMPLES_BETWEEN_CHECKPOINTS) {
        call.checkpoint();
        samples = 0;
      }
    }
    return column;
  }
}
