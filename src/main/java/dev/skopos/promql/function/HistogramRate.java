// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.ResetHint;
import dev.skopos.promql.column.Annotation;
import dev.skopos.promql.column.Annotation.Operation;
import dev.skopos.promql.column.Window;
import dev.skopos.promql.histogram.CounterResets;
import dev.skopos.promql.histogram.HistogramSum;
import dev.skopos.promql.histogram.Scaling;
import org.jspecify.annotations.Nullable;

/** How native histograms change over a window: rate, increase and delta. */
record HistogramRate(boolean counter, boolean perSecond) {

  void apply(Window window, WindowResult result) {
    if (window.size() > 0) {
      result.annotate(Annotation.mixedSamples(result.metric(), result.span()));
    } else if (ExtendedWindow.isExtended(window)) {
      Histogram change = new ExtendedHistograms(window, result, counter).change();
      if (change != null) {
        result.put(perSecond ? Scaling.divide(change, window.range() / 1000.0) : change);
      }
    } else if (window.histogramCount() > 1) {
      Histogram change = change(window, result);
      if (change != null) {
        Extrapolation extrapolation = Extrapolation.ofHistograms(window);
        if (counter && change.count() > 0) {
          extrapolation = extrapolation.notBelowZero(window.histogram(0).count(), change.count());
        }
        result.put(Scaling.multiply(change, extrapolation.factor(window, perSecond)));
      }
    }
  }

  private @Nullable Histogram change(Window window, WindowResult result) {
    int last = window.histogramCount() - 1;
    warnOfWrongKind(window, result, last);
    Histogram first = window.histogram(0);
    if (counter && CounterResets.isReset(window.histogram(1), first)) {
      // What was before a reset does not count, and so its layout does not matter either.
      first = Scaling.nothing(window.histogram(1));
    }
    Integer schema = commonSchema(window, first, last);
    if (schema == null) {
      result.annotate(Annotation.mixedSchemas(result.metric(), result.span()));
      return null;
    }
    HistogramSum change = new HistogramSum(Scaling.toSchema(window.histogram(last), schema));
    boolean compatible = change.subtractPlain(first);
    if (change.reconciled()) {
      result.annotate(Annotation.reconciled(Operation.SUBTRACTION, result.span()));
    }
    if (counter) {
      compatible = addLost(change, window, first, result) && compatible;
    }
    if (!compatible) {
      result.annotate(Annotation.mixedSchemas(result.metric(), result.span()));
      return null;
    }
    return change.result(ResetHint.GAUGE);
  }

  private void warnOfWrongKind(Window window, WindowResult result, int last) {
    boolean anyGauge = false;
    for (int i = 0; counter && i <= last; i++) {
      anyGauge |= window.histogram(i).resetHint() == ResetHint.GAUGE;
    }
    if (anyGauge) {
      result.annotate(Annotation.notCounter(result.metric(), result.span()));
    }
    boolean gauges =
        window.histogram(0).resetHint() == ResetHint.GAUGE
            && window.histogram(last).resetHint() == ResetHint.GAUGE;
    if (!counter && !gauges) {
      result.annotate(Annotation.notGauge(result.metric(), result.span()));
    }
  }

  /** The coarsest schema of those that count; null when they cannot be brought together. */
  private @Nullable Integer commonSchema(Window window, Histogram first, int last) {
    boolean custom = first.hasCustomBounds();
    Histogram newest = window.histogram(last);
    if (newest.hasCustomBounds() != custom) {
      return null;
    }
    int schema = Math.min(newest.schema(), first.schema());
    for (int i = 1; counter && i < last; i++) {
      if (window.histogram(i).hasCustomBounds() != custom) {
        return null;
      }
      schema = Math.min(schema, window.histogram(i).schema());
    }
    return schema;
  }

  /** Adds what resets took away; false when layouts do not fit. */
  private static boolean addLost(
      HistogramSum change, Window window, Histogram first, WindowResult result) {
    Histogram before = first;
    boolean compatible = true;
    for (int i = 1; i < window.histogramCount(); i++) {
      Histogram current = window.histogram(i);
      if (CounterResets.isReset(current, before)) {
        compatible &= change.addPlain(before);
        if (change.reconciled()) {
          result.annotate(Annotation.reconciled(Operation.ADDITION, result.span()));
        }
      }
      before = current;
    }
    return compatible;
  }
}
