// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

import org.jspecify.annotations.Nullable;

/**
 * Two expressions and the operator between them.
 *
 * @param returnBool whether a comparison gives 0 or 1 instead of filtering
 * @param matching null unless both sides are instant vectors
 */
public record Binary(
    BinaryOperator operator,
    Expr left,
    Expr right,
    boolean returnBool,
    @Nullable VectorMatching matching)
    implements Expr {

  @Override
  public Span span() {
    return left.span().to(right.span());
  }

  @Override
  public ValueType type() {
    return left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR
        ? ValueType.SCALAR
        : ValueType.VECTOR;
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
