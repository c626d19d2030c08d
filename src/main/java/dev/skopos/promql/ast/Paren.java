// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

/** An expression in parentheses. */
public record Paren(Span span, Expr expr) implements Expr {

  @Override
  public ValueType type() {
    return expr.type();
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
