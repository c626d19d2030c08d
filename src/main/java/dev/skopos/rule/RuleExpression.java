// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.promql.Parser;
import dev.skopos.promql.ast.Binary;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.ValueType;
import dev.skopos.promql.parse.ParseException;
import java.util.Objects;

/** Says whether a rule can work with an expression. */
final class RuleExpression {
  private static final String REASON = "InvalidExpression";

  private RuleExpression() {}

  /**
   * The expression of an alert of its own. As in Prometheus each series that it gives is an alert;
   * a comparison on top is usual, but {@code absent(up)} or {@code vector(1)} have their uses
   * without one. What would always alert is refused, although Prometheus takes it.
   */
  static void checkCondition(String text, String path) throws InvalidRuleException {
    Expr expr = vector(text, path, "up == 0");
    if (expr.unwrapped() instanceof Binary top && top.returnBool()) {
      throw invalid(
          path,
          "%s bool gives 0 or 1 for each series, so that all of them would always alert: leave out bool"
              .formatted(top.operator().symbol()));
    }
  }

  /** The expression of an alert whose series are judged: measurements of any kind. */
  static void checkSeries(String text, String path) throws InvalidRuleException {
    vector(text, path, "sum(rate(http_requests_total[5m]))");
  }

  private static Expr vector(String text, String path, String example) throws InvalidRuleException {
    Expr expr = parse(text, path);
    if (expr.type() != ValueType.VECTOR) {
      throw invalid(
          path,
          "gives a %s, but an alert needs an instant vector, such as %s"
              .formatted(expr.type().documented(), example));
    }
    return expr;
  }

  /** As in Prometheus: an instant vector, or a number, which becomes one series without labels. */
  static void check(String text, String path) throws InvalidRuleException {
    ValueType type = parse(text, path).type();
    if (type != ValueType.VECTOR && type != ValueType.SCALAR) {
      throw invalid(
          path,
          "gives a %s, but a rule needs an instant vector or a scalar"
              .formatted(type.documented()));
    }
  }

  private static Expr parse(String text, String path) throws InvalidRuleException {
    try {
      return Parser.parse(text);
    } catch (ParseException e) {
      throw invalid(path, Objects.toString(e.getMessage()));
    }
  }

  private static InvalidRuleException invalid(String path, String problem) {
    return new InvalidRuleException(REASON, "%s.expr: %s".formatted(path, problem));
  }
}
