// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.promql.ast.Aggregation;
import dev.skopos.promql.ast.Binary;
import dev.skopos.promql.ast.Call;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.MatrixSelector;
import dev.skopos.promql.ast.NumberLiteral;
import dev.skopos.promql.ast.Paren;
import dev.skopos.promql.ast.StringLiteral;
import dev.skopos.promql.ast.Subquery;
import dev.skopos.promql.ast.Unary;
import dev.skopos.promql.ast.ValueType;
import dev.skopos.promql.ast.VectorSelector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the instants that the selectors of an expression look at, shifted by offset and @. */
final class References {

  private final Query query;
  private final List<long[]> found = new ArrayList<>();

  private References(Query query) {
    this.query = query;
  }

  /** The instants, or the steps themselves where the selectors look at different ones. */
  static long[] of(Expr expr, Query query, long[] steps) {
    References references = new References(query);
    references.visit(expr, steps);
    long[] first = references.found.isEmpty() ? steps : references.found.getFirst();
    return references.found.stream().allMatch(other -> Arrays.equals(first, other)) ? first : steps;
  }

  private void visit(Expr expr, long[] base) {
    switch (expr) {
      case NumberLiteral _, StringLiteral _ -> {}
      case Paren paren -> visit(paren.expr(), base);
      case Unary unary -> visit(unary.expr(), base);
      case Aggregation aggregation -> visit(aggregation.expr(), base);
      case VectorSelector selector -> found.add(query.references(base, selector.modifiers()));
      case MatrixSelector matrix ->
          found.add(query.references(base, matrix.selector().modifiers()));
      case Subquery subquery ->
          visit(subquery.expr(), query.references(base, subquery.modifiers()));
      case Binary binary -> {
        visitVector(binary.left(), base);
        visitVector(binary.right(), base);
      }
      case Call call -> call(call, base);
    }
  }

  private void visitVector(Expr expr, long[] base) {
    if (expr.type() == ValueType.VECTOR || expr.type() == ValueType.MATRIX) {
      visit(expr, base);
    }
  }

  /** Vectors that come from no selector belong to the steps. */
  private void call(Call call, long[] base) {
    int before = found.size();
    if (call.function().equals("info")) {
      visit(call.arguments().getFirst(), base);
    } else {
      call.arguments().forEach(argument -> visitVector(argument, base));
    }
    if (found.size() == before) {
      found.add(base);
    }
  }
}
