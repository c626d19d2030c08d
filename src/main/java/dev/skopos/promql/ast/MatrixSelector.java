// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

/** Selects series, each with its samples in a range of time; modifiers are the selector's. */
public record MatrixSelector(Span span, VectorSelector selector, DurationExpr range)
    implements Expr {

  @Override
  public ValueType type() {
    return ValueType.MATRIX;
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
