// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Result;
import dev.skopos.promql.column.Window;
import dev.skopos.promql.column.Windows;
import java.util.ArrayList;
import java.util.List;

/** Applies a calculation over the samples of a window to all series and steps. */
final class RangeFunctions {

  private static final long SAMPLES_BETWEEN_CHECKPOINTS = 1 << 16;

  private RangeFunctions() {}

  /** Gives a value, or {@link Column#ABSENT}, for a window that has at least one sample. */
  @FunctionalInterface
  interface OverWindow {
    double apply(Window window);
  }

  static Function.Body of(OverWindow calculation) {
    return call -> apply(call, call.windows(0), true, calculation);
  }

  /** As of(), for functions whose results keep the metric name. */
  static Function.Body keepingName(OverWindow calculation) {
    return call -> apply(call, call.windows(0), false, calculation);
  }

  static Result apply(Invocation call, Windows windows, boolean dropName, OverWindow calculation) {
    int count = call.steps().count();
    call.reserve((long) windows.series().size() * count);
    List<Column> columns = new ArrayList<>(windows.series().size());
    for (Windows.Raw raw : windows.series()) {
      double[] values = values(call, windows.window(raw), calculation);
      Column column = new Column(raw.labels(), dropName || raw.dropName(), values);
      if (!column.isEmpty()) {
        columns.add(column);
      }
    }
    return new Result.Vector(columns);
  }

  private static double[] values(Invocation call, Window window, OverWindow calculation) {
    call.checkpoint();
    double[] values = new double[call.steps().count()];
    long samples = 0;
    for (int step = 0; step < values.length; step++) {
      window.next();
      values[step] = window.size() == 0 ? Column.ABSENT : calculation.apply(window);
      samples += window.size();
      if (samples > SAMPLES_BETWEEN_CHECKPOINTS) {
        call.checkpoint();
        samples = 0;
      }
    }
    return values;
  }
}
