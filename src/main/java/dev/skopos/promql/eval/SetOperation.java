// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Labels;
import dev.skopos.promql.ast.BinaryOperator;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.ColumnBuilder;
import dev.skopos.promql.column.Columns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The operators and, or and unless. */
final class SetOperation {

  private final Signature signature;
  private final int count;

  SetOperation(Signature signature, int count) {
    this.signature = signature;
    this.count = count;
  }

  List<Column> apply(BinaryOperator operator, List<Column> left, List<Column> right) {
    return switch (operator) {
      case AND -> keep(left, presence(right), true);
      case UNLESS -> keep(left, presence(right), false);
      case OR -> {
        List<Column> all = new ArrayList<>(left);
        all.addAll(keep(right, presence(left), false));
        Columns merged = Columns.intermediate(count, _ -> {});
        all.forEach(merged::put);
        yield merged.toList();
      }
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          throw new IllegalStateException("no set operator: " + operator);
      case ADD, SUB, MUL, DIV, MOD, ATAN2, POW, TRIM_UPPER, TRIM_LOWER ->
          throw new IllegalStateException("no set operator: " + operator);
    };
  }

  /** For each signature, at which steps there is a series with it. */
  private Map<Labels, boolean[]> presence(List<Column> columns) {
    Map<Labels, boolean[]> presence = new HashMap<>();
    for (Column column : columns) {
      boolean[] present =
          presence.computeIfAbsent(signature.of(column.labels()), _ -> new boolean[count]);
      for (int step = 0; step < count; step++) {
        present[step] |= column.has(step);
      }
    }
    return presence;
  }

  /** The values whose signature is in the presence, or those whose is not. */
  private List<Column> keep(List<Column> columns, Map<Labels, boolean[]> presence, boolean wanted) {
    boolean[] nowhere = new boolean[count];
    List<Column> kept = new ArrayList<>();
    for (Column column : columns) {
      boolean[] present = presence.getOrDefault(signature.of(column.labels()), nowhere);
      ColumnBuilder builder = new ColumnBuilder(count);
      for (int step = 0; step < count; step++) {
        if (present[step] == wanted) {
          builder.copy(step, column);
        }
      }
      Column result = builder.build(column.labels(), column.dropName());
      if (!result.isEmpty()) {
        kept.add(result);
      }
    }
    return kept;
  }
}
