// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.promql.ast.Aggregation;
import dev.skopos.promql.ast.Aggregator;
import dev.skopos.promql.ast.GoNumber;
import dev.skopos.promql.column.Annotation;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.ColumnBuilder;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.column.Steps;
import dev.skopos.promql.eval.AggregationEvaluator.Group;
import java.util.ArrayList;
import java.util.List;

/** The operators topk, bottomk and limitk: keep some series of each group at each step. */
final class Ranking {
  private final Aggregation aggregation;
  private final Aggregator operator;
  private final Steps steps;
  private final Query query;

  Ranking(Aggregation aggregation, Steps steps, Query query) {
    this.aggregation = aggregation;
    this.operator = aggregation.operator();
    this.steps = steps;
    this.query = query;
  }

  /** In a query of one step the series of a group come in the order of their rank. */
  List<Column> select(List<Group> groups, double[] sizes) {
    ParameterRange range = new ParameterRange(sizes);
    if (range.largest() < 1) {
      return List.of();
    }
    check(range);
    List<Column> selected = new ArrayList<>();
    for (Group group : groups) {
      if (operator != Aggregator.LIMITK && group.hasHistograms()) {
        query
            .annotations()
            .add(Annotation.ignoredInAggregation(operator.keyword(), aggregation.span()));
      }
      select(group, sizes, selected);
    }
    return selected;
  }

  private void select(Group group, double[] sizes, List<Column> selected) {
    List<ColumnBuilder> kept = new ArrayList<>();
    group.members().forEach(_ -> kept.add(new ColumnBuilder(steps.count())));
    int[] order = {};
    for (int step = 0; step < steps.count(); step++) {
      query.budget().checkpoint();
      order = best(group, step, (int) Math.min((long) sizes[step], group.members().size()));
      for (int member : order) {
        kept.get(member).copy(step, group.members().get(member));
      }
    }
    List<Column> results = new ArrayList<>();
    for (int member = 0; member < kept.size(); member++) {
      Column column = group.members().get(member);
      results.add(kept.get(member).build(column.labels(), column.dropName()));
    }
    if (steps.isSingle()) {
      for (int member : order) {
        selected.add(results.get(member));
      }
    } else {
      results.stream().filter(column -> !column.isEmpty()).forEach(selected::add);
    }
  }

  /** The positions of the series to keep, the best first. */
  private int[] best(Group group, int step, int size) {
    if (size < 1) {
      return new int[0];
    }
    List<Column> members = group.members();
    BestValues best = new BestValues(size, operator == Aggregator.TOPK);
    List<Integer> first = new ArrayList<>();
    for (int member = 0; member < members.size(); member++) {
      Column column = members.get(member);
      if (operator == Aggregator.LIMITK) {
        if (first.size() < size && column.has(step)) {
          first.add(member);
        }
      } else if (column.hasNumber(step)) {
        best.offer(column.values()[step], member);
      }
    }
    return operator == Aggregator.LIMITK
        ? first.stream().mapToInt(Integer::intValue).toArray()
        : best.bestFirst();
  }

  private static void check(ParameterRange range) {
    if (range.anyNan()) {
      throw new QueryException("Parameter value is NaN");
    }
    if (range.smallest() <= Long.MIN_VALUE) {
      throw new QueryException(
          "Scalar value " + GoNumber.shortest(range.smallest()) + " underflows int64");
    }
    if (range.largest() >= Long.MAX_VALUE) {
      throw new QueryException(
          "Scalar value " + GoNumber.shortest(range.largest()) + " overflows int64");
    }
  }
}
