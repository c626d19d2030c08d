// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

/** A sign in front of an expression. */
public record Unary(Span span, boolean negative, Expr expr) implements Expr {

  @Override
  public ValueType type() {
    return expr.type();
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
