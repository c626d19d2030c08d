// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.model.Histogram;
import dev.skopos.promql.column.Annotation;
import dev.skopos.promql.column.Annotation.Operation;
import dev.skopos.promql.column.Window;
import dev.skopos.promql.histogram.HintCollision;
import dev.skopos.promql.histogram.HistogramMean;
import dev.skopos.promql.histogram.HistogramSum;

/** The aggregations over windows that have histograms, with or without numbers beside them. */
final class MixedFunctions {
  private MixedFunctions() {}

  static void count(Window window, WindowResult result) {
    result.put(window.size() + window.histogramCount());
  }

  static void first(Window window, WindowResult result) {
    if (window.size() > 0 && window.firstTimestamp() < window.histogramTimestamp(0)) {
      result.put(window.firstValue());
    } else {
      result.put(window.histogram(0));
    }
  }

  static void last(Window window, WindowResult result) {
    int last = window.histogramCount() - 1;
    if (window.size() > 0 && window.lastTimestamp() > window.histogramTimestamp(last)) {
      result.put(window.lastValue());
    } else {
      result.put(window.histogram(last));
    }
  }

  static void timeOfFirst(Window window, WindowResult result) {
    long first = window.histogramTimestamp(0);
    result.put((window.size() > 0 ? Math.min(first, window.firstTimestamp()) : first) / 1000.0);
  }

  static void timeOfLast(Window window, WindowResult result) {
    long last = window.histogramTimestamp(window.histogramCount() - 1);
    result.put((window.size() > 0 ? Math.max(last, window.lastTimestamp()) : last) / 1000.0);
  }

  static void sum(Window window, WindowResult result) {
    if (isMixed(window, result)) {
      return;
    }
    HistogramSum sum = new HistogramSum(window.histogram(0));
    boolean reconciled = false;
    for (int i = 1; i < window.histogramCount(); i++) {
      if (!sum.add(window.histogram(i))) {
        result.annotate(Annotation.mixedSchemas(result.metric(), result.span()));
        return;
      }
      reconciled |= sum.reconciled();
    }
    annotate(window, reconciled, result);
    result.put(sum.result());
  }

  static void avg(Window window, WindowResult result) {
    if (isMixed(window, result)) {
      return;
    }
    HistogramMean mean = new HistogramMean(window.histogram(0));
    for (int i = 1; i < window.histogramCount(); i++) {
      if (!mean.add(window.histogram(i))) {
        result.annotate(Annotation.mixedSchemas(result.metric(), result.span()));
        return;
      }
    }
    annotate(window, mean.reconciled(), result);
    result.put(mean.value());
  }

  private static boolean isMixed(Window window, WindowResult result) {
    if (window.size() > 0) {
      result.annotate(Annotation.mixedSamples(result.metric(), result.span()));
    }
    return window.size() > 0;
  }

  private static void annotate(Window window, boolean reconciled, WindowResult result) {
    HintCollision collision = new HintCollision();
    for (int i = 0; i < window.histogramCount(); i++) {
      Histogram histogram = window.histogram(i);
      collision.see(histogram);
    }
    if (collision.happened()) {
      result.annotate(Annotation.collision(Operation.AGGREGATION, result.span()));
    }
    if (reconciled) {
      result.annotate(Annotation.reconciled(Operation.AGGREGATION, result.span()));
    }
  }
}
