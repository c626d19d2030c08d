// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Labels;
import dev.skopos.promql.ast.Aggregation;
import dev.skopos.promql.ast.Aggregation.Grouping;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.column.Column;
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
    List<Column> columns = evaluator.vector(aggregation.expr());
    int count = evaluator.steps().count();
    return new Result.Vector(
        switch (aggregation.operator()) {
          case SUM, AVG, COUNT, MIN, MAX, GROUP, STDDEV, STDVAR ->
              Accumulators.of(aggregation.operator(), groups(aggregation, columns), count);
          case QUANTILE ->
              Accumulators.quantile(parameter(aggregation), groups(aggregation, columns), count);
          case TOPK, BOTTOMK, LIMITK ->
              new Ranking(aggregation.operator(), evaluator.steps(), evaluator.query().budget())
                  .select(groups(aggregation, columns), parameter(aggregation));
          case LIMIT_RATIO -> Sampling.select(columns, parameter(aggregation));
          case COUNT_VALUES -> countValues(aggregation, columns);
        });
  }

  private double[] parameter(Aggregation aggregation) {
    return evaluator.scalar(Objects.requireNonNull(aggregation.parameter()));
  }

  private List<Column> countValues(Aggregation aggregation, List<Column> columns) {
    Expr parameter = Objects.requireNonNull(aggregation.parameter());
    Grouping grouping = aggregation.grouping();
    return new ValueCount(evaluator.text(parameter), labels -> labels(grouping, labels))
        .count(columns, evaluator.steps().count(), evaluator.query().budget());
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

  private static Labels labels(Grouping grouping, Labels labels) {
    Set<String> names = Set.copyOf(grouping.labels());
    return grouping.without() ? labels.without(names).withoutMetricName() : labels.only(names);
  }

  /** The series that an operator sees together. */
  record Group(Labels labels, List<Column> members) {

    boolean dropName() {
      return members.stream().anyMatch(Column::dropName);
    }

    Column column(double[] values) {
      return new Column(labels, dropName(), values);
    }

    /** The values at a step, in the order of the series. */
    double[] at(int step) {
      double[] values = new double[members.size()];
      int length = 0;
      for (Column member : members) {
        if (member.has(step)) {
          values[length++] = member.values()[step];
        }
      }
      return Arrays.copyOf(values, length);
    }
  }
}
