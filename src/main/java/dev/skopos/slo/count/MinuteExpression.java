// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.promql.ast.Aggregation;
import dev.skopos.promql.ast.Binary;
import dev.skopos.promql.ast.Call;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.MatrixSelector;
import dev.skopos.promql.ast.Modifiers.Extension;
import dev.skopos.promql.ast.NumberLiteral;
import dev.skopos.promql.ast.Paren;
import dev.skopos.promql.ast.StringLiteral;
import dev.skopos.promql.ast.Subquery;
import dev.skopos.promql.ast.Unary;
import dev.skopos.promql.ast.VectorSelector;
import dev.skopos.promql.eval.Extensions;
import dev.skopos.promql.parse.ExpressionParser;
import dev.skopos.promql.parse.ParseException;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * An expression as it is asked for each minute. The increase of a counter in {@code [1m]} knows
 * nothing of what happens between the last sample of one minute and the first of the next; anchored
 * at the sample before, as Prometheus 3's extended range selectors are, the minutes add up to what
 * happened.
 */
final class MinuteExpression {

  private static final String MINUTE = "1m";

  private MinuteExpression() {}

  /**
   * Puts the minute in the place of the window.
   *
   * @param anchored whether whoever is asked knows anchored ranges
   */
  static String of(String expression, boolean anchored) {
    String minutely = expression.replace(Indicator.WINDOW, MINUTE);
    if (!anchored) {
      return minutely;
    }
    try {
      StringBuilder text = new StringBuilder(minutely);
      NavigableSet<Integer> ends = new TreeSet<>();
      find(ExpressionParser.parse(minutely), ends);
      ends.descendingSet().forEach(end -> text.insert(end, " anchored"));
      return text.toString();
    } catch (ParseException e) {
      // whoever is asked says what is wrong
      return minutely;
    }
  }

  /** Finds the ends of the ranges of a minute whose change is asked for. */
  private static void find(Expr expr, NavigableSet<Integer> ends) {
    switch (expr) {
      case NumberLiteral _, StringLiteral _, VectorSelector _, MatrixSelector _ -> {}
      case Paren paren -> find(paren.expr(), ends);
      case Unary unary -> find(unary.expr(), ends);
      case Subquery subquery -> find(subquery.expr(), ends);
      case Binary binary -> {
        find(binary.left(), ends);
        find(binary.right(), ends);
      }
      case Aggregation aggregation -> {
        find(aggregation.expr(), ends);
        Expr parameter = aggregation.parameter();
        if (parameter != null) {
          find(parameter, ends);
        }
      }
      case Call call -> {
        for (Expr argument : call.arguments()) {
          if (Extensions.takesAnchored(call.function())
              && argument.unwrapped() instanceof MatrixSelector range
              && isPlainMinute(range)) {
            ends.add(range.span().end());
          }
          find(argument, ends);
        }
      }
    }
  }

  private static boolean isPlainMinute(MatrixSelector range) {
    return range.range().toString().equals(MINUTE)
        && range.selector().modifiers().extension() == Extension.NONE;
  }
}
