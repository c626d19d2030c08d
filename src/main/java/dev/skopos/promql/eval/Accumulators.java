// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.promql.ast.Aggregator;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Mean;
import dev.skopos.promql.column.Quantiles;
import dev.skopos.promql.column.Summation;
import dev.skopos.promql.eval.AggregationEvaluator.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The operators that make one series of each group. */
final class Accumulators {

  private Accumulators() {}

  static List<Column> of(Aggregator operator, List<Group> groups, int count) {
    List<Column> columns = new ArrayList<>(groups.size());
    for (Group group : groups) {
      columns.add(
          group.column(
              switch (operator) {
                case SUM -> collect(group, count, Sum::new);
                case AVG -> collect(group, count, Average::new);
                case COUNT -> fold(group, count, _ -> 1, Double::sum);
                case GROUP -> fold(group, count, _ -> 1, (_, _) -> 1);
                case MIN -> fold(group, count, value -> value, Accumulators::smaller);
                case MAX -> fold(group, count, value -> value, Accumulators::larger);
                case STDVAR -> collect(group, count, Variance::new);
                case STDDEV -> roots(collect(group, count, Variance::new));
                case TOPK, BOTTOMK, COUNT_VALUES, QUANTILE, LIMITK, LIMIT_RATIO ->
                    throw new IllegalStateException("needs a parameter: " + operator);
              }));
    }
    return columns;
  }

  static List<Column> quantile(double[] quantiles, List<Group> groups, int count) {
    List<Column> columns = new ArrayList<>(groups.size());
    for (Group group : groups) {
      double[] results = new double[count];
      for (int step = 0; step < count; step++) {
        double[] values = group.at(step);
        results[step] = values.length == 0 ? Column.ABSENT : Quantiles.of(quantiles[step], values);
      }
      columns.add(group.column(results));
    }
    return columns;
  }

  private static double smaller(double best, double value) {
    return value < best || Double.isNaN(best) ? value : best;
  }

  private static double larger(double best, double value) {
    return value > best || Double.isNaN(best) ? value : best;
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

    @Override
    public void add(double value) {
      sum.add(value);
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
