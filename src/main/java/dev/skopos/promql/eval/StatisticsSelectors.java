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
import dev.skopos.promql.ast.VectorSelector;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Finds the selectors of whose histograms nobody looks at the buckets: those inside of a
 * histogram_count, histogram_sum or histogram_avg and outside of all that needs buckets.
 */
final class StatisticsSelectors {
  private static final Set<String> STATISTICS =
      Set.of("histogram_count", "histogram_sum", "histogram_avg");
  private static final Set<String> NEED_BUCKETS =
      Set.of(
          "histogram_quantile",
          "histogram_quantiles",
          "histogram_fraction",
          "histogram_stddev",
          "histogram_stdvar");

  private final Set<VectorSelector> found = Collections.newSetFromMap(new IdentityHashMap<>());

  private StatisticsSelectors() {}

  /** What the expressions around a selector use of its histograms. */
  private enum Use {
    UNKNOWN,
    STATISTICS,
    /** Wherever it stands on the way to the selector, this one counts. */
    BUCKETS
  }

  static Set<VectorSelector> of(Expr expr) {
    StatisticsSelectors selectors = new StatisticsSelectors();
    selectors.visit(expr, Use.UNKNOWN);
    return selectors.found;
  }

  private void visit(Expr expr, Use use) {
    switch (expr) {
      case NumberLiteral _, StringLiteral _ -> {}
      case Paren paren -> visit(paren.expr(), use);
      case Unary unary -> visit(unary.expr(), use);
      case Subquery subquery -> visit(subquery.expr(), Use.BUCKETS);
      case Aggregation aggregation -> {
        visit(aggregation.expr(), use);
        if (aggregation.parameter() != null) {
          visit(aggregation.parameter(), use);
        }
      }
      case Binary binary -> {
        Use inside = binary.operator().isTrim() ? Use.BUCKETS : use;
        visit(binary.left(), inside);
        visit(binary.right(), inside);
      }
      case Call call -> call.arguments().forEach(argument -> visit(argument, inside(call, use)));
      case VectorSelector selector -> note(selector, use);
      case MatrixSelector matrix -> note(matrix.selector(), use);
    }
  }

  private static Use inside(Call call, Use use) {
    if (use == Use.BUCKETS || NEED_BUCKETS.contains(call.function())) {
      return Use.BUCKETS;
    }
    return STATISTICS.contains(call.function()) ? Use.STATISTICS : use;
  }

  private void note(VectorSelector selector, Use use) {
    if (use == Use.STATISTICS) {
      found.add(selector);
    }
  }
}
