// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.promql.ast.Aggregator;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.column.Steps;
import dev.skopos.promql.eval.AggregationEvaluator.Group;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The operators topk, bottomk and limitk: keep some series of each group at each step. */
final class Ranking {

  private final Aggregator operator;
  private final Steps steps;
  private final Budget budget;

  Ranking(Aggregator operator, Steps steps, Budget budget) {
    this.operator = operator;
    this.steps = steps;
    this.budget = budget;
  }

  /** In a query of one step the series of a group come in the order of their rank. */
  List<Column> select(List<Group> groups, double[] sizes) {
    for (double size : sizes) {
      check(size);
    }
    List<Column> selected = new ArrayList<>();
    for (Group group : groups) {
      List<double[]> kept = new ArrayList<>();
      group.members().forEach(_ -> kept.add(Column.empty(steps.count())));
      List<Integer> order = List.of();
      for (int step = 0; step < steps.count(); step++) {
        budget.checkpoint();
        order = best(group, step, (long) sizes[step]);
        for (int member : order) {
          kept.get(member)[step] = group.members().get(member).values()[step];
        }
      }
      append(group, kept, order, selected);
    }
    return selected;
  }

  private void append(
      Group group, List<double[]> kept, List<Integer> order, List<Column> selected) {
    if (steps.isSingle()) {
      order.forEach(member -> selected.add(group.members().get(member)));
      return;
    }
    for (int member = 0; member < kept.size(); member++) {
      Column column = group.members().get(member);
      Column result = new Column(column.labels(), column.dropName(), kept.get(member));
      if (!result.isEmpty()) {
        selected.add(result);
      }
    }
  }

  /** The positions of the series to keep, the best first. */
  private List<Integer> best(Group group, int step, long size) {
    List<Integer> order = new ArrayList<>();
    for (int member = 0; member < group.members().size(); member++) {
      if (group.members().get(member).has(step)) {
        order.add(member);
      }
    }
    if (operator != Aggregator.LIMITK) {
      order.sort(byValue(group, step));
    }
    return order.subList(0, (int) Math.min(Math.max(size, 0), order.size()));
  }

  private Comparator<Integer> byValue(Group group, int step) {
    return (left, right) -> {
      double first = group.members().get(left).values()[step];
      double second = group.members().get(right).values()[step];
      boolean firstIsNan = Double.isNaN(first);
      if (firstIsNan || Double.isNaN(second)) {
        // NaN is the worst in either direction.
        return Boolean.compare(firstIsNan, Double.isNaN(second));
      }
      return operator == Aggregator.TOPK
          ? Double.compare(second, first)
          : Double.compare(first, second);
    };
  }

  private static void check(double size) {
    if (Double.isNaN(size)) {
      throw new QueryException("Parameter value is NaN");
    }
    if (size >= Long.MAX_VALUE) {
      throw new QueryException("Scalar value " + size + " overflows int64");
    }
    if (size <= Long.MIN_VALUE) {
      throw new QueryException("Scalar value " + size + " underflows int64");
    }
  }
}
