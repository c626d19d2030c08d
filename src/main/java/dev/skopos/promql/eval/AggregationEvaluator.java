// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Labels;
import dev.skopos.promql.ast.Aggregation;
import dev.skopos.promql.ast.Aggregation.Grouping;
import dev.skopos.promql.ast.Aggregator;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.Span;
import dev.skopos.promql.column.Annotation;
import dev.skopos.promql.column.Annotations;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.ColumnBuilder;
import dev.skopos.promql.column.Quantiles;
import dev.skopos.promql.column.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Aggregations: sorts the series into groups and hands each to the operator. */
final class AggregationEvaluator {

  private final Evaluator evaluator;

  AggregationEvaluator(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  Result evaluate(Aggregation aggregation) {
    double[] parameter = parameter(aggregation);
    List<Column> columns = evaluator.vector(aggregation.expr());
    return new Result.Vector(
        switch (aggregation.operator()) {
          case SUM, AVG, COUNT, MIN, MAX, GROUP, STDDEV, STDVAR -> folded(aggregation, columns);
          case QUANTILE -> quantiles(aggregation, parameter, groups(aggregation, columns));
          case TOPK, BOTTOMK, LIMITK ->
              new Ranking(aggregation, evaluator.steps(), evaluator.query())
                  .select(groups(aggregation, columns), parameter);
          case LIMIT_RATIO ->
              new Sampling(aggregation, evaluator.query().annotations()).select(columns, parameter);
          case COUNT_VALUES -> countValues(aggregation, columns);
        });
  }

  private double[] parameter(Aggregation aggregation) {
    Expr parameter = aggregation.parameter();
    if (parameter == null || aggregation.operator() == Aggregator.COUNT_VALUES) {
      return new double[0];
    }
    return evaluator.scalar(parameter);
  }

  private List<Column> folded(Aggregation aggregation, List<Column> columns) {
    Aggregator operator = aggregation.operator();
    int count = evaluator.steps().count();
    Span span = aggregation.expr().unwrapped().span();
    HistogramAccumulators histograms =
        new HistogramAccumulators(operator, evaluator.query().annotations(), span);
    boolean adds = operator == Aggregator.SUM || operator == Aggregator.AVG;
    boolean counts = operator == Aggregator.COUNT || operator == Aggregator.GROUP;
    if (!adds && !counts) {
      warnOfHistograms(operator, columns, span);
    }
    List<Column> results = new ArrayList<>();
    for (Group group : groups(aggregation, columns)) {
      evaluator.query().budget().checkpoint();
      double[] numbers = Accumulators.of(operator, group, count);
      Column result =
          adds && group.hasHistograms()
              ? histograms.combine(group, numbers)
              : group.column(numbers);
      if (!result.isEmpty()) {
        results.add(result);
      }
    }
    return results;
  }

  private void warnOfHistograms(Aggregator operator, List<Column> columns, Span span) {
    if (columns.stream().anyMatch(Column::hasHistograms)) {
      evaluator
          .query()
          .annotations()
          .add(Annotation.ignoredInAggregation(operator.keyword(), span));
    }
  }

  private List<Column> quantiles(Aggregation aggregation, double[] quantiles, List<Group> groups) {
    Annotations annotations = evaluator.query().annotations();
    Span span = Objects.requireNonNull(aggregation.parameter()).unwrapped().span();
    new ParameterRange(quantiles)
        .outside(0, 1)
        .forEach(quantile -> annotations.add(Annotation.badQuantile(quantile, span)));
    List<Column> columns = new ArrayList<>(groups.size());
    for (Group group : groups) {
      warnOfHistograms(Aggregator.QUANTILE, group.members(), aggregation.expr().unwrapped().span());
      double[] results = Column.empty(quantiles.length);
      for (int step = 0; step < results.length; step++) {
        double[] values = group.at(step);
        if (values.length > 0) {
          results[step] = Quantiles.of(quantiles[step], values);
        }
      }
      Column column = group.column(results);
      if (!column.isEmpty()) {
        columns.add(column);
      }
    }
    return columns;
  }

  private List<Column> countValues(Aggregation aggregation, List<Column> columns) {
    return valueCount(aggregation).columns(columns, evaluator.steps().count());
  }

  /** What count_values gives, without room for the steps at which a value does not occur. */
  Result.Sparse sparse(Aggregation aggregation) {
    List<Column> columns = evaluator.vector(aggregation.expr());
    return new Result.Sparse(valueCount(aggregation).series(columns, evaluator.steps()));
  }

  private ValueCount valueCount(Aggregation aggregation) {
    Expr parameter = Objects.requireNonNull(aggregation.parameter());
    Budget budget = evaluator.query().budget();
    return new ValueCount(evaluator.text(parameter), aggregation.grouping(), budget);
  }

  private static List<Group> groups(Aggregation aggregation, List<Column> columns) {
    Map<Labels, List<Column>> groups = new LinkedHashMap<>();
    for (Column column : columns) {
      groups
          .computeIfAbsent(labels(aggregation.grouping(), column.labels()), _ -> new ArrayList<>())
          .add(column);
    }
    List<Group> list = new ArrayList<>(groups.size());
    groups.forEach((labels, members) -> list.add(new Group(labels, members)));
    return list;
  }

  static Labels labels(Grouping grouping, Labels labels) {
    Set<String> names = Set.copyOf(grouping.labels());
    return grouping.without() ? labels.without(names).withoutMetricName() : labels.only(names);
  }

  /** The series that an operator sees together. */
  record Group(Labels labels, List<Column> members) {

    Column column(double[] values) {
      return new Column(labels, dropName(values.length), values);
    }

    Column column(ColumnBuilder builder) {
      return builder.build(labels, dropName(builder.count()));
    }

    /** The last step that has a member decides, as in Prometheus. */
    private boolean dropName(int count) {
      for (int step = count - 1; step >= 0; step--) {
        boolean present = false;
        for (Column member : members) {
          present |= member.has(step);
          if (member.dropName() && member.has(step)) {
            return true;
          }
        }
        if (present) {
          return false;
        }
      }
      return false;
    }

    boolean hasHistograms() {
      return members.stream().anyMatch(Column::hasHistograms);
    }

    boolean hasHistogram(int step) {
      for (Column member : members) {
        if (member.hasHistogram(step)) {
          return true;
        }
      }
      return false;
    }

    /** The values at a step, in the order of the series. */
    double[] at(int step) {
      double[] values = new double[members.size()];
      int length = 0;
      for (Column member : members) {
        if (member.hasNumber(step)) {
          values[length++] = member.values()[step];
        }
      }
      return Arrays.copyOf(values, length);
    }
  }
}
