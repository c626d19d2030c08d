// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.ResetHint;
import dev.skopos.promql.column.Annotation;
import dev.skopos.promql.column.Annotation.Operation;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Window;
import dev.skopos.promql.histogram.CounterResets;
import dev.skopos.promql.histogram.HistogramSum;
import dev.skopos.promql.histogram.Scaling;
import org.jspecify.annotations.Nullable;

/** The change between the last two samples of a window: irate and idelta. */
record InstantRate(boolean counter) {

  double ofNumbers(Window window) {
    int last = window.size() - 1;
    if (last < 1) {
      return Column.ABSENT;
    }
    double value = window.value(last);
    double before = window.value(last - 1);
    double change = counter && value < before ? value : value - before;
    return counter
        ? change / ((window.timestamp(last) - window.timestamp(last - 1)) / 1000.0)
        : change;
  }

  void apply(Window window, WindowResult result) {
    int last = window.histogramCount() - 1;
    if (window.size() + window.histogramCount() < 2) {
      return;
    }
    int number = window.size() - 1;
    long newest = window.histogramTimestamp(last);
    if (window.size() > 1 && window.timestamp(number - 1) > newest) {
      result.put(ofNumbers(window));
      return;
    }
    boolean histogramsAlone =
        last > 0 && (number < 0 || window.timestamp(number) < window.histogramTimestamp(last - 1));
    if (!histogramsAlone) {
      result.annotate(Annotation.mixedSamples(result.metric(), result.span()));
      return;
    }
    Histogram change = change(window.histogram(last - 1), window.histogram(last), result);
    if (change != null) {
      double seconds = (newest - window.histogramTimestamp(last - 1)) / 1000.0;
      result.put(counter ? Scaling.divide(change, seconds) : change);
    }
  }

  private @Nullable Histogram change(Histogram before, Histogram last, WindowResult result) {
    boolean lastIsGauge = last.resetHint() == ResetHint.GAUGE;
    boolean beforeIsGauge = before.resetHint() == ResetHint.GAUGE;
    if (counter && (lastIsGauge || beforeIsGauge)) {
      result.annotate(Annotation.notCounter(result.metric(), result.span()));
    }
    if (!counter && !(lastIsGauge && beforeIsGauge)) {
      result.annotate(Annotation.notGauge(result.metric(), result.span()));
    }
    HistogramSum change = new HistogramSum(last);
    if (!counter || !CounterResets.isReset(last, before)) {
      if (!change.subtractPlain(before)) {
        result.annotate(Annotation.mixedSchemas(result.metric(), result.span()));
        return null;
      }
      if (change.reconciled()) {
        result.annotate(Annotation.reconciled(Operation.SUBTRACTION, result.span()));
      }
    }
    return change.result(ResetHint.GAUGE);
  }
}
