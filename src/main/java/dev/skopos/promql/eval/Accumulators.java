// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.promql.ast.Aggregator;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Mean;
import dev.skopos.promql.column.Summation;
import dev.skopos.promql.eval.AggregationEvaluator.Group;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The operators that make one series of the numbers of each group. */
final class Accumulators {
  private Accumulators() {}

  /** One number per step; histograms are not looked at. */
  static double[] of(Aggregator operator, Group group, int count) {
    return switch (operator) {
      case SUM -> collect(group, count, Sum::new);
      case AVG -> collect(group, count, Average::new);
      case MIN -> fold(group, count, value -> value, Accumulators::smaller);
      case MAX -> fold(group, count, value -> value, Accumulators::larger);
      case STDVAR -> collect(group, count, Variance::new);
      case STDDEV -> roots(collect(group, count, Variance::new));
      case COUNT -> presence(group, count, Double::sum);
      case GROUP -> presence(group, count, (_, _) -> 1);
      case TOPK, BOTTOMK, COUNT_VALUES, QUANTILE, LIMITK, LIMIT_RATIO ->
          throw new IllegalStateException("needs a parameter: " + operator);
    };
  }

  private static double smaller(double best, double value) {
    return value < best || Double.isNaN(best) ? value : best;
  }

  private static double larger(double best, double value) {
    return value > best || Double.isNaN(best) ? value : best;
  }

  /** Folds ones for all that is there, numbers and histograms. */
  private static double[] presence(Group group, int count, DoubleBinaryOperator next) {
    double[] results = Column.empty(count);
    for (Column member : group.members()) {
      for (int step = 0; step < count; step++) {
        if (member.has(step)) {
          results[step] = Column.isAbsent(results[step]) ? 1 : next.applyAsDouble(results[step], 1);
        }
      }
    }
    return results;
  }

  /** Folds series after series into an array of the steps. */
  private static double[] fold(
      Group group, int count, DoubleUnaryOperator first, DoubleBinaryOperator next) {
    double[] results = Column.empty(count);
    for (Column member : group.members()) {
      double[] values = member.values();
      for (int step = 0; step < count; step++) {
        double value = values[step];
        if (!Column.isAbsent(value)) {
          results[step] =
              Column.isAbsent(results[step])
                  ? first.applyAsDouble(value)
                  : next.applyAsDouble(results[step], first.applyAsDouble(value));
        }
      }
    }
    return results;
  }

  /** What a step has seen so far, where one number is not enough. */
  private interface Accumulator {
    void add(double value);

    double result();
  }

  private static double[] collect(Group group, int count, Supplier<Accumulator> fresh) {
    Accumulator[] accumulators = new Accumulator[count];
    for (Column member : group.members()) {
      double[] values = member.values();
      for (int step = 0; step < count; step++) {
        if (!Column.isAbsent(values[step])) {
          if (accumulators[step] == null) {
            accumulators[step] = fresh.get();
          }
          accumulators[step].add(values[step]);
        }
      }
    }
    return results(accumulators, Accumulator::result);
  }

  private static double[] results(
      Accumulator[] accumulators, ToDoubleFunction<Accumulator> result) {
    double[] results = Column.empty(accumulators.length);
    for (int step = 0; step < results.length; step++) {
      if (accumulators[step] != null) {
        results[step] = result.applyAsDouble(accumulators[step]);
      }
    }
    return results;
  }

  private static double[] roots(double[] variances) {
    double[] roots = new double[variances.length];
    for (int step = 0; step < roots.length; step++) {
      double variance = variances[step];
      roots[step] = Column.isAbsent(variance) ? variance : Math.sqrt(variance);
    }
    return roots;
  }

  private static final class Sum implements Accumulator {
    private final Summation sum = new Summation();
    private boolean begun;

    @Override
    public void add(double value) {
      if (begun) {
        sum.add(value);
      } else {
        sum.set(value, 0);
        begun = true;
      }
    }

    @Override
    public double result() {
      return sum.total();
    }
  }

  private static final class Average implements Accumulator {
    private final Mean mean = new Mean();

    @Override
    public void add(double value) {
      mean.add(value);
    }

    @Override
    public double result() {
      return mean.value();
    }
  }

  private static final class Variance implements Accumulator {
    private long count;
    private double mean;
    private double squares;

    @Override
    public void add(double value) {
      count++;
      if (count == 1) {
        mean = value;
        squares = Double.isNaN(value) || Double.isInfinite(value) ? Double.NaN : 0;
        return;
      }
      double delta = value - mean;
      mean += delta / count;
      squares += delta * (value - mean);
    }

    @Override
    public double result() {
      return squares / count;
    }
  }
}
