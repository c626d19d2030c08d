// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

/**
 * A number.
 *
 * @param duration whether it was written as a duration, {@code 5m} for 300
 */
public record NumberLiteral(Span span, double value, boolean duration) implements Expr {

  @Override
  public ValueType type() {
    return ValueType.SCALAR;
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
