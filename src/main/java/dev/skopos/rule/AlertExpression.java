// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.promql.Parser;
import dev.skopos.promql.ast.Binary;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.ValueType;
import dev.skopos.promql.parse.ParseException;
import java.util.Objects;

/**
 * Says whether an expression can raise alerts. As in Prometheus each series that it gives is an
 * alert, so it has to give an instant vector; a comparison on top is usual, but {@code absent(up)}
 * or {@code vector(1)} have their uses without one.
 */
final class AlertExpression {
  private static final String REASON = "InvalidExpression";

  private AlertExpression() {}

  static void check(String text) throws InvalidRuleException {
    Expr expr = parse(text);
    if (expr.type() != ValueType.VECTOR) {
      throw invalid(
          "gives a %s, but an alert needs an instant vector, such as up == 0"
              .formatted(expr.type().documented()));
    }
    if (expr.unwrapped() instanceof Binary top && top.returnBool()) {
      throw invalid(
          "%s bool gives 0 or 1 for each series, so that all of them would always alert: leave out bool"
              .formatted(top.operator().symbol()));
    }
  }

  private static Expr parse(String text) throws InvalidRuleException {
    try {
      return Parser.parse(text);
    } catch (ParseException e) {
      throw invalid(Objects.toString(e.getMessage()));
    }
  }

  private static InvalidRuleException invalid(String problem) {
    return new InvalidRuleException(REASON, "spec.expr: " + problem);
  }
}
