// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.promql.column.Annotation;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Result;
import dev.skopos.promql.column.Window;
import dev.skopos.promql.column.Windows;
import dev.skopos.promql.function.RangeFunctions.Calculation;
import dev.skopos.promql.function.RangeFunctions.OverWindow;
import java.util.List;

/** How fast counters and gauges change. */
final class RateFunctions {
  private static final List<String> COUNTER_SUFFIXES =
      List.of("_total", "_sum", "_count", "_bucket");

  private RateFunctions() {}

  static Result rate(Invocation call) {
    return ofCounter(call, true);
  }

  static Result increase(Invocation call) {
    return ofCounter(call, false);
  }

  private static Result ofCounter(Invocation call, boolean perSecond) {
    HistogramRate histograms = new HistogramRate(true, perSecond);
    Result.Vector result =
        RangeFunctions.apply(
            call,
            call.windows(0),
            true,
            new Calculation(series -> numbers(series, perSecond), histograms::apply));
    for (Column column : result.columns()) {
      String metric = column.labels().metricName();
      if (!metric.isEmpty()
          && COUNTER_SUFFIXES.stream().noneMatch(metric::endsWith)
          && column.hasNumbers()) {
        call.annotate(Annotation.maybeNoCounter(metric, call.span(0)));
      }
    }
    return result;
  }

  static Result delta(Invocation call) {
    HistogramRate histograms = new HistogramRate(false, false);
    return RangeFunctions.apply(
        call, call.windows(0), true, Calculation.of(RateFunctions::delta, histograms::apply));
  }

  private static OverWindow numbers(Windows.Raw series, boolean perSecond) {
    CounterDrops drops = new CounterDrops(series.values());
    return window -> {
      if (ExtendedWindow.isExtended(window)) {
        return extended(window, true, perSecond);
      }
      if (window.size() < 2) {
        return Column.ABSENT;
      }
      double change = drops.addTo(window.lastValue() - window.firstValue(), window);
      return change * Extrapolation.ofCounter(window, change).factor(window, perSecond);
    };
  }

  private static double delta(Window window) {
    if (ExtendedWindow.isExtended(window)) {
      return extended(window, false, false);
    }
    if (window.size() < 2) {
      return Column.ABSENT;
    }
    double change = window.lastValue() - window.firstValue();
    return change * Extrapolation.ofGauge(window).factor(window, false);
  }

  private static double extended(Window window, boolean counter, boolean perSecond) {
    double change = ExtendedWindow.change(window, counter);
    return !perSecond || Column.isAbsent(change) ? change : change / (window.range() / 1000.0);
  }
}
