// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Functions that change each value by itself. */
final class MathFunctions {

  private MathFunctions() {}

  /** Combines a value with the step at which it stands. */
  @FunctionalInterface
  interface AtStep {
    double apply(double value, int step);
  }

  static Function.Body each(DoubleUnaryOperator operator) {
    return call -> map(call, call.vector(0), (value, step) -> operator.applyAsDouble(value));
  }

  static Result.Vector map(Invocation call, List<Column> columns, AtStep operator) {
    List<Column> mapped = new ArrayList<>(columns.size());
    for (Column column : columns) {
      call.checkpoint();
      double[] values = new double[column.values().length];
      for (int step = 0; step < values.length; step++) {
        double value = column.values()[step];
        values[step] = Column.isAbsent(value) ? value : operator.apply(value, step);
      }
      mapped.add(new Column(column.labels(), true, values));
    }
    return new Result.Vector(mapped);
  }

  static Result clamp(Invocation call) {
    return clamp(call, call.scalar(1), call.scalar(2));
  }

  static Result clampMin(Invocation call) {
    return clamp(call, call.scalar(1), constant(call, Double.POSITIVE_INFINITY));
  }

  static Result clampMax(Invocation call) {
    return clamp(call, constant(call, Double.NEGATIVE_INFINITY), call.scalar(1));
  }

  private static Result clamp(Invocation call, double[] lowest, double[] highest) {
    return map(
        call,
        call.vector(0),
        (value, step) ->
            highest[step] < lowest[step]
                ? Column.ABSENT
                : larger(lowest[step], smaller(highest[step], value)));
  }

  /** As Go's math.Max: infinity counts for more than NaN. */
  private static double larger(double one, double other) {
    boolean infinite = one == Double.POSITIVE_INFINITY || other == Double.POSITIVE_INFINITY;
    return infinite ? Double.POSITIVE_INFINITY : Math.max(one, other);
  }

  /** As Go's math.Min: infinity counts for more than NaN. */
  private static double smaller(double one, double other) {
    boolean infinite = one == Double.NEGATIVE_INFINITY || other == Double.NEGATIVE_INFINITY;
    return infinite ? Double.NEGATIVE_INFINITY : Math.min(one, other);
  }

  static double[] constant(Invocation call, double value) {
    double[] values = new double[call.steps().count()];
    Arrays.fill(values, value);
    return values;
  }

  /** Rounds to the nearest multiple, ties up. */
  static Result round(Invocation call) {
    double[] nearest = call.count() > 1 ? call.scalar(1) : constant(call, 1);
    return map(
        call,
        call.vector(0),
        (value, step) -> {
          // The inverse loses less than the number itself.
          double inverse = 1.0 / nearest[step];
          return Math.floor(value * inverse + 0.5) / inverse;
        });
  }

  static double sign(double value) {
    return value < 0 ? -1 : value > 0 ? 1 : value;
  }

  static double log2(double value) {
    // Powers of two are exact, as in Go.
    int exponent = Math.getExponent(value);
    return value > 0 && exponent >= Double.MIN_EXPONENT && value == Math.scalb(1.0, exponent)
        ? exponent
        : Math.log(value) * (1 / Math.log(2));
  }

  /** By way of the logarithm to base 2, with its rounding, as in Go. */
  static double log10(double value) {
    return log2(value) * (Math.log(2) / Math.log(10));
  }

  static double asinh(double value) {
    double size = Math.abs(value);
    double result =
        Double.isInfinite(value)
            ? size
            : size > 1 << 28
                ? Math.log(size) + Math.log(2)
                : Math.log1p(size + size * size / (1 + Math.sqrt(size * size + 1)));
    return Math.copySign(result, value);
  }

  static double acosh(double value) {
    if (value > 1 << 28) {
      return Math.log(value) + Math.log(2);
    }
    double above = value - 1;
    return Math.log1p(above + Math.sqrt(2 * above + above * above));
  }

  static double atanh(double value) {
    double size = Math.abs(value);
    return Math.copySign(0.5 * Math.log1p(2 * size / (1 - size)), value);
  }

  static Result pi(Invocation call) {
    return new Result.Scalar(constant(call, Math.PI));
  }

  static Result smaller(Invocation call) {
    return combine(call, true);
  }

  static Result larger(Invocation call) {
    return combine(call, false);
  }

  private static Result combine(Invocation call, boolean smaller) {
    double[] left = call.scalar(0);
    double[] right = call.scalar(1);
    double[] values = new double[left.length];
    for (int step = 0; step < values.length; step++) {
      values[step] = smaller ? smaller(left[step], right[step]) : larger(left[step], right[step]);
    }
    return new Result.Scalar(values);
  }
}
