// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

/** A string, unquoted. */
public record StringLiteral(Span span, String value) implements Expr {

  @Override
  public ValueType type() {
    return ValueType.STRING;
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
