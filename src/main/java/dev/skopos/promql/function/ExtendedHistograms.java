// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.ResetHint;
import dev.skopos.promql.ast.Modifiers.Extension;
import dev.skopos.promql.column.Annotation;
import dev.skopos.promql.column.Annotation.Operation;
import dev.skopos.promql.column.Window;
import dev.skopos.promql.histogram.CounterResets;
import dev.skopos.promql.histogram.HistogramSum;
import dev.skopos.promql.histogram.Interpolation;
import org.jspecify.annotations.Nullable;

/** The change of native histograms between the edges of an anchored or smoothed window. */
final class ExtendedHistograms {
  private final Window window;
  private final WindowResult result;
  private final boolean counter;
  private final boolean smoothed;
  private final int first;
  private final int last;

  ExtendedHistograms(Window window, WindowResult result, boolean counter) {
    this.window = window;
    this.result = result;
    this.counter = counter;
    this.smoothed = window.extension() == Extension.SMOOTHED;
    int end = window.histogramCount() - 1;
    this.first = Math.max(0, firstAfter(window.start(), end) - 1);
    this.last = smoothed ? firstAfter(window.end() - 1, end) : end;
  }

  /** The first histogram after the time, the one at the limit if there is none before. */
  private int firstAfter(long time, int limit) {
    int index = 0;
    while (index < limit && window.histogramTimestamp(index) <= time) {
      index++;
    }
    return index;
  }

  /** The change, null where there is none. */
  @Nullable Histogram change() {
    boolean before = window.histogramTimestamp(last) <= window.start();
    boolean after = smoothed && window.histogramTimestamp(first) > window.end();
    if (before || after || !isUniform()) {
      return null;
    }
    Histogram left =
        smoothed && window.histogramTimestamp(first) < window.start()
            ? interpolate(first, window.start())
            : window.histogram(first);
    Histogram right =
        smoothed && last > 0 && window.histogramTimestamp(last) > window.end()
            ? interpolate(last - 1, window.end())
            : window.histogram(last);
    boolean gauges = isGauge(left) && isGauge(right);
    if (!counter && !gauges) {
      result.annotate(Annotation.notGauge(result.metric(), result.span()));
    }
    HistogramSum change = new HistogramSum(right);
    change.subtractPlain(left);
    note(change, Operation.SUBTRACTION);
    HistogramSum lost = counter ? lost(left, right) : null;
    if (lost != null) {
      change.addPlain(lost.result());
      note(change, Operation.ADDITION);
    }
    return change.result(ResetHint.GAUGE);
  }

  private static boolean isGauge(Histogram histogram) {
    return histogram.resetHint() == ResetHint.GAUGE;
  }

  private boolean isUniform() {
    for (int i = first; i <= last; i++) {
      Histogram histogram = window.histogram(i);
      if (histogram.hasCustomBounds() != window.histogram(first).hasCustomBounds()) {
        result.annotate(Annotation.mixedSchemas(result.metric(), result.span()));
        return false;
      }
      if (counter && isGauge(histogram)) {
        result.annotate(Annotation.notCounter(result.metric(), result.span()));
      }
    }
    return true;
  }

  private Histogram interpolate(int before, long time) {
    Interpolation interpolation =
        Interpolation.between(
            window.histogram(before),
            window.histogramTimestamp(before),
            window.histogram(before + 1),
            window.histogramTimestamp(before + 1),
            time,
            counter);
    interpolation.reconciled().forEach(this::annotateReconciled);
    return interpolation.histogram();
  }

  private void annotateReconciled(boolean addition) {
    Operation operation = addition ? Operation.ADDITION : Operation.SUBTRACTION;
    result.annotate(Annotation.reconciled(operation, result.span()));
  }

  private void note(HistogramSum sum, Operation operation) {
    if (sum.reconciled()) {
      result.annotate(Annotation.reconciled(operation, result.span()));
    }
  }

  /** What resets between the edges took away; null where there was none. */
  private @Nullable HistogramSum lost(Histogram left, Histogram right) {
    int from = first + 1;
    Histogram before = left;
    if (smoothed
        && window.histogramTimestamp(first) < window.start()
        && CounterResets.isReset(window.histogram(first + 1), window.histogram(first))) {
      // The value at the left edge took this reset into account already.
      before = window.histogram(first + 1);
      from++;
    }
    if (from > last) {
      return null;
    }
    HistogramSum lost = null;
    for (int i = from; i <= last; i++) {
      Histogram current = i == last ? right : window.histogram(i);
      if (CounterResets.isReset(current, before)) {
        if (lost == null) {
          lost = new HistogramSum(before);
        } else {
          lost.addPlain(before);
          note(lost, Operation.ADDITION);
        }
      }
      before = current;
    }
    return lost;
  }
}
