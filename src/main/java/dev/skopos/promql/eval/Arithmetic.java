// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.promql.ast.BinaryOperator;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.QueryException;

/** The binary operators on two numbers. */
final class Arithmetic {

  private Arithmetic() {}

  /** Whether results have no metric name any more. */
  static boolean dropsName(BinaryOperator operator, boolean returnBool) {
    boolean keeps = operator.isComparison() || operator.isSet() || operator.isTrim();
    return returnBool || !keeps;
  }

  /**
   * The result of two numbers of which at least one belongs to a series: a comparison that does not
   * hold gives {@link Column#ABSENT}, one that holds the number that is kept.
   */
  static double filter(
      BinaryOperator operator, boolean returnBool, double left, double right, double kept) {
    if (operator.isTrim()) {
      return Column.ABSENT;
    }
    if (!operator.isComparison()) {
      return calculate(operator, left, right);
    }
    boolean holds = holds(operator, left, right);
    if (returnBool) {
      return holds ? 1 : 0;
    }
    return holds ? kept : Column.ABSENT;
  }

  static double scalar(BinaryOperator operator, double left, double right) {
    if (operator.isTrim()) {
      throw new QueryException(
          "operator \"" + operator.symbol() + "\" not allowed for Scalar operations");
    }
    return operator.isComparison()
        ? holds(operator, left, right) ? 1 : 0
        : calculate(operator, left, right);
  }

  private static boolean holds(BinaryOperator operator, double left, double right) {
    return switch (operator) {
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
      case LESS -> left < right;
      case LESS_OR_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_OR_EQUAL -> left >= right;
      case OR, AND, UNLESS, ADD, SUB, MUL, DIV, MOD, ATAN2, POW, TRIM_UPPER, TRIM_LOWER ->
          throw new IllegalStateException("compares nothing: " + operator);
    };
  }

  private static double calculate(BinaryOperator operator, double left, double right) {
    return switch (operator) {
      case ADD -> left + right;
      case SUB -> left - right;
      case MUL -> left * right;
      case DIV -> left / right;
      case MOD -> left % right;
      case POW -> power(left, right);
      case ATAN2 -> Math.atan2(left, right);
      case OR, AND, UNLESS, TRIM_UPPER, TRIM_LOWER ->
          throw new IllegalStateException("calculates nothing: " + operator);
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          throw new IllegalStateException("calculates nothing: " + operator);
    };
  }

  /** Where Go, which follows C, and Java differ: 1 to anything, and -1 to infinity, is 1. */
  private static double power(double base, double exponent) {
    boolean one = base == 1 || (base == -1 && Double.isInfinite(exponent));
    return one ? 1 : Math.pow(base, exponent);
  }
}
