// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

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
import java.util.OptionalDouble;

/** Works out what is written with numbers alone: {@code 10 * 1024 ^ 3}. */
final class Constants {

  private Constants() {}

  /** The number; empty when the expression needs more than numbers. */
  static OptionalDouble value(Expr expr) {
    return switch (expr.unwrapped()) {
      case NumberLiteral number -> OptionalDouble.of(number.value());
      case Unary signed -> {
        OptionalDouble inner = value(signed.expr());
        yield inner.isPresent() && signed.negative()
            ? OptionalDouble.of(-inner.getAsDouble())
            : inner;
      }
      case Binary binary -> calculated(binary);
      case StringLiteral _, VectorSelector _, MatrixSelector _, Subquery _ ->
          OptionalDouble.empty();
      case Aggregation _, Call _, Paren _ -> OptionalDouble.empty();
    };
  }

  private static OptionalDouble calculated(Binary binary) {
    OptionalDouble left = value(binary.left());
    OptionalDouble right = value(binary.right());
    if (left.isEmpty() || right.isEmpty()) {
      return OptionalDouble.empty();
    }
    double a = left.getAsDouble();
    double b = right.getAsDouble();
    return switch (binary.operator()) {
      case ADD -> OptionalDouble.of(a + b);
      case SUB -> OptionalDouble.of(a - b);
      case MUL -> OptionalDouble.of(a * b);
      case DIV -> OptionalDouble.of(a / b);
      case MOD -> OptionalDouble.of(a % b);
      case POW -> OptionalDouble.of(Math.pow(a, b));
      case OR, AND, UNLESS, EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL -> OptionalDouble.empty();
      case GREATER, GREATER_OR_EQUAL, TRIM_UPPER, TRIM_LOWER, ATAN2 -> OptionalDouble.empty();
    };
  }
}
