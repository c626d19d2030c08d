// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.promql.ast.Span;
import dev.skopos.promql.column.Annotation;
import dev.skopos.promql.column.ColumnBuilder;
import dev.skopos.promql.column.Window;
import dev.skopos.promql.function.RangeFunctions.OverWindow;

/** Takes what a function makes of the windows of one series. */
final class WindowResult {
  private final Invocation call;
  private final Labels labels;
  private final ColumnBuilder column;
  private final OverWindow numbers;
  private int step;

  WindowResult(Invocation call, Labels labels, ColumnBuilder column, OverWindow numbers) {
    this.call = call;
    this.labels = labels;
    this.column = column;
    this.numbers = numbers;
  }

  void at(int newStep) {
    step = newStep;
  }

  void put(double number) {
    column.put(step, number);
  }

  void put(Histogram histogram) {
    column.put(step, histogram);
  }

  /** What the function makes of the numbers of a window alone. */
  double ofNumbers(Window window) {
    return numbers.apply(window);
  }

  String metric() {
    return labels.metricName();
  }

  /** Where the first argument stands, which is where Prometheus points to. */
  Span span() {
    return call.span(0);
  }

  void annotate(Annotation annotation) {
    call.annotate(annotation);
  }
}
