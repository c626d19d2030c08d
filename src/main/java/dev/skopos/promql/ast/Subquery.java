// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

import org.jspecify.annotations.Nullable;

/**
 * Evaluates an expression at several steps of a range.
 *
 * @param step the distance of the steps; null for the engine's default
 */
public record Subquery(
    Span span, Expr expr, DurationExpr range, @Nullable DurationExpr step, Modifiers modifiers)
    implements Expr {

  @Override
  public ValueType type() {
    return ValueType.MATRIX;
  }

  public Subquery with(Span newSpan, Modifiers newModifiers) {
    return new Subquery(newSpan, expr, range, step, newModifiers);
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
