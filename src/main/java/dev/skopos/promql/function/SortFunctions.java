// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.promql.column.Annotation;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Orders the series of a query of one step; others are ordered by label anyway. */
final class SortFunctions {

  private SortFunctions() {}

  static Result ascending(Invocation call) {
    return sort(call, numbers(call), byValue(Comparator.<Double>naturalOrder()));
  }

  static Result descending(Invocation call) {
    return sort(call, numbers(call), byValue(Comparator.<Double>reverseOrder()));
  }

  /** By value, the NaNs last in either direction. */
  private static Comparator<Column> byValue(Comparator<Double> order) {
    Comparator<Column> nansLast =
        Comparator.comparing((Column column) -> Double.isNaN(column.values()[0]));
    return nansLast.thenComparing(column -> column.values()[0], order);
  }

  static Result byLabel(Invocation call) {
    return sort(call, new ArrayList<>(call.vector(0)), byLabels(call));
  }

  static Result byLabelDescending(Invocation call) {
    return sort(call, new ArrayList<>(call.vector(0)), byLabels(call).reversed());
  }

  private static Comparator<Column> byLabels(Invocation call) {
    Comparator<Column> order = (_, _) -> 0;
    for (int i = 1; i < call.count(); i++) {
      String label = call.text(i);
      order = order.thenComparing(column -> column.labels().get(label), NaturalOrder.INSTANCE);
    }
    return order.thenComparing(Column::labels);
  }

  /** Histograms have no place in an order of values. */
  private static List<Column> numbers(Invocation call) {
    List<Column> numbers = new ArrayList<>();
    for (Column column : call.vector(0)) {
      if (column.hasNumbers()) {
        numbers.add(new Column(column.labels(), column.dropName(), column.values()));
      }
    }
    return numbers;
  }

  private static Result sort(Invocation call, List<Column> columns, Comparator<Column> order) {
    if (!call.isInstant()) {
      call.annotate(Annotation.sortInRange(call.span()));
    } else {
      columns.removeIf(Column::isEmpty);
      columns.sort(order);
    }
    return new Result.Vector(columns);
  }
}
