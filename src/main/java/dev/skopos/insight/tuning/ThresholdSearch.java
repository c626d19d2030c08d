// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import dev.skopos.promql.ast.Binary;
import dev.skopos.promql.ast.BinaryOperator;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.Paren;
import dev.skopos.promql.ast.Span;
import dev.skopos.promql.ast.ValueType;
import java.util.OptionalDouble;

/**
 * Finds the threshold of an expression: that of a comparison with a number on top, in either order
 * and in any parentheses; {@code and} and {@code unless} may follow it, since both only choose
 * among the series that the comparison leaves.
 */
final class ThresholdSearch {

  /** What came of it. */
  sealed interface Found {}

  record One(Threshold threshold) implements Found {}

  /**
   * There is none to move.
   *
   * @param reason for the author of the expression
   */
  record None(String reason) implements Found {}

  /** A comparison, and what is measured. */
  private record Part(Expr measured, BinaryOperator operator, double value, Span place) {}

  private static final class NoThresholdException extends Exception {
    private static final long serialVersionUID = 1L;

    NoThresholdException(String message) {
      super(message);
    }
  }

  private ThresholdSearch() {}

  /**
   * Searches.
   *
   * @param text what the expression was parsed from
   */
  static Found in(Expr expr, String text) {
    try {
      Part part = part(expr);
      String measured = part.measured().toString();
      if (measured.contains("@ start()") || measured.contains("@ end()")) {
        return new None(
            "@ start() and @ end() mean another instant in each evaluation of the rule, which"
                + " cannot be repeated for the past");
      }
      return new One(new Threshold(text, measured, part.operator(), part.value(), part.place()));
    } catch (NoThresholdException e) {
      return new None(String.valueOf(e.getMessage()));
    }
  }

  private static Part part(Expr expr) throws NoThresholdException {
    if (!(expr.unwrapped() instanceof Binary top)) {
      throw new NoThresholdException("the expression has no comparison with a number on top");
    }
    return switch (top.operator()) {
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> comparison(top);
      case AND, UNLESS -> chosen(top, part(top.left()));
      case OR -> throw new NoThresholdException("or joins several conditions, each with its own");
      case ADD, SUB, MUL, DIV, MOD, ATAN2, POW, TRIM_UPPER, TRIM_LOWER ->
          throw new NoThresholdException(
              "%s stands on top of the expression, and no comparison"
                  .formatted(top.operator().symbol()));
    };
  }

  private static Part chosen(Binary choice, Part part) {
    Expr measured =
        new Binary(
            choice.operator(),
            new Paren(Span.NONE, part.measured()),
            choice.right(),
            false,
            choice.matching());
    return new Part(measured, part.operator(), part.value(), part.place());
  }

  private static Part comparison(Binary top) throws NoThresholdException {
    if (top.returnBool()) {
      throw new NoThresholdException("%s bool filters nothing".formatted(top.operator().symbol()));
    }
    OptionalDouble right = Constants.value(top.right());
    OptionalDouble left = Constants.value(top.left());
    if (right.isPresent() && top.left().type() == ValueType.VECTOR) {
      return part(top.left(), top.operator(), right.getAsDouble(), top.right().span());
    }
    if (left.isPresent() && top.right().type() == ValueType.VECTOR) {
      return part(top.right(), mirrored(top.operator()), left.getAsDouble(), top.left().span());
    }
    throw new NoThresholdException(
        "neither side of %s is a plain number".formatted(top.operator().symbol()));
  }

  private static Part part(Expr measured, BinaryOperator operator, double value, Span place)
      throws NoThresholdException {
    if (!Double.isFinite(value)) {
      throw new NoThresholdException("it compares with %s, which is no threshold".formatted(value));
    }
    return new Part(measured, operator, value, place);
  }

  private static BinaryOperator mirrored(BinaryOperator operator) {
    return switch (operator) {
      case LESS -> BinaryOperator.GREATER;
      case LESS_OR_EQUAL -> BinaryOperator.GREATER_OR_EQUAL;
      case GREATER -> BinaryOperator.LESS;
      case GREATER_OR_EQUAL -> BinaryOperator.LESS_OR_EQUAL;
      case OR, AND, UNLESS, EQUAL, NOT_EQUAL, TRIM_UPPER, TRIM_LOWER -> operator;
      case ADD, SUB, MUL, DIV, MOD, ATAN2, POW -> operator;
    };
  }
}
