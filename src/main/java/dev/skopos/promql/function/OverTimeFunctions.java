// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.promql.column.Annotation;
import dev.skopos.promql.column.Mean;
import dev.skopos.promql.column.Quantiles;
import dev.skopos.promql.column.Result;
import dev.skopos.promql.column.Summation;
import dev.skopos.promql.column.Window;
import dev.skopos.promql.function.RangeFunctions.Calculation;

/** The aggregations over the numbers of a window. */
final class OverTimeFunctions {
  private OverTimeFunctions() {}

  static double sum(Window window) {
    Summation sum = new Summation();
    for (int i = 0; i < window.size(); i++) {
      sum.add(window.value(i));
    }
    return Double.isInfinite(sum.sum()) ? sum.sum() : sum.total();
  }

  static double avg(Window window) {
    Mean mean = new Mean();
    for (int i = 0; i < window.size(); i++) {
      mean.add(window.value(i));
    }
    return mean.value();
  }

  static double max(Window window) {
    return window.value(extreme(window, false, false));
  }

  static double min(Window window) {
    return window.value(extreme(window, true, false));
  }

  static double timeOfMax(Window window) {
    return window.timestamp(extreme(window, false, true)) / 1000.0;
  }

  static double timeOfMin(Window window) {
    return window.timestamp(extreme(window, true, true)) / 1000.0;
  }

  /** Where the smallest or largest value stands; any number is preferred to NaN. */
  private static int extreme(Window window, boolean smallest, boolean last) {
    int found = 0;
    double best = window.value(0);
    for (int i = 0; i < window.size(); i++) {
      double value = window.value(i);
      boolean better = smallest ? value < best : value > best;
      if (better || (last && value == best) || Double.isNaN(best)) {
        found = i;
        best = value;
      }
    }
    return found;
  }

  static double variance(Window window) {
    Summation mean = new Summation();
    Summation squares = new Summation();
    for (int i = 0; i < window.size(); i++) {
      double value = window.value(i);
      double delta = value - mean.total();
      mean.add(delta / (i + 1));
      squares.add(delta * (value - mean.total()));
    }
    return squares.total() / window.size();
  }

  static double medianDeviation(Window window) {
    double[] values = values(window);
    for (double value : values) {
      if (Double.isNaN(value)) {
        return Double.NaN;
      }
    }
    double median = Quantiles.of(0.5, values);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.abs(values[i] - median);
    }
    return Quantiles.of(0.5, values);
  }

  static Result quantile(Invocation call) {
    double[] quantiles = call.scalar(0);
    Calculation calculation =
        Calculation.ofNumbers(
            window -> {
              double quantile = quantiles[window.step()];
              if (!(quantile >= 0 && quantile <= 1)) {
                call.annotate(Annotation.badQuantile(quantile, call.span(0)));
              }
              return Quantiles.of(quantile, values(window));
            },
            1);
    return RangeFunctions.apply(call, call.windows(1), true, calculation);
  }

  private static double[] values(Window window) {
    double[] values = new double[window.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = window.value(i);
    }
    return values;
  }
}
