// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.column.Result;
import dev.skopos.promql.column.Summation;
import dev.skopos.promql.column.Window;
import dev.skopos.promql.function.RangeFunctions.Calculation;

/** Lines through samples, and smoothing. */
final class TrendFunctions {

  private TrendFunctions() {}

  private record Line(double slope, double intercept) {}

  static Result deriv(Invocation call) {
    return RangeFunctions.apply(
        call,
        call.windows(0),
        true,
        Calculation.ofNumbers(
            // A time near the samples keeps the numbers small, and so exact.
            window ->
                window.size() < 2 ? Column.ABSENT : line(window, window.firstTimestamp()).slope(),
            2));
  }

  static Result predictLinear(Invocation call) {
    double[] ahead = call.scalar(1);
    return RangeFunctions.apply(
        call,
        call.windows(0),
        true,
        Calculation.ofNumbers(
            window -> {
              if (window.size() < 2) {
                return Column.ABSENT;
              }
              Line line = line(window, call.steps().at(window.step()));
              return line.slope() * ahead[window.step()] + line.intercept();
            },
            2));
  }

  /** The least-squares line, with its value at the origin. */
  private static Line line(Window window, long origin) {
    Summation x = new Summation();
    Summation y = new Summation();
    Summation xy = new Summation();
    Summation xx = new Summation();
    boolean constant = true;
    int count = window.size();
    for (int i = 0; i < count; i++) {
      double value = window.value(i);
      double time = (window.timestamp(i) - origin) / 1e3;
      constant &= i == 0 || value == window.firstValue();
      x.add(time);
      y.add(value);
      xy.add(time * value);
      xx.add(time * time);
    }
    if (constant) {
      double value = window.firstValue();
      return Double.isInfinite(value) ? new Line(Double.NaN, Double.NaN) : new Line(0, value);
    }
    double covariance = xy.total() - x.total() * y.total() / count;
    double variance = xx.total() - x.total() * x.total() / count;
    double slope = covariance / variance;
    return new Line(slope, y.total() / count - slope * x.total() / count);
  }

  static Result smoothing(Invocation call) {
    double[] smoothing = call.scalar(1);
    double[] trend = call.scalar(2);
    return RangeFunctions.apply(
        call,
        call.windows(0),
        true,
        Calculation.bySeries(
            series -> {
              ExponentialSmoothing windows = new ExponentialSmoothing(series.values());
              return window -> {
                int step = window.step();
                windows.use(
                    factor("smoothing", "sf", smoothing[step]), factor("trend", "tf", trend[step]));
                return window.size() < 2
                    ? Column.ABSENT
                    : windows.at(window.first(), window.first() + window.size());
              };
            },
            2));
  }

  private static double factor(String name, String symbol, double value) {
    if (value <= 0 || value >= 1) {
      throw new QueryException(
          "invalid %s factor. Expected: 0 < %s < 1, got: %f".formatted(name, symbol, value));
    }
    return value;
  }
}
