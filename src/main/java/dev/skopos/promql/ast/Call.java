// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

import java.util.List;

/**
 * A function and its arguments.
 *
 * @param type what the function gives
 */
public record Call(Span span, String function, List<Expr> arguments, ValueType type)
    implements Expr {

  public Call {
    arguments = List.copyOf(arguments);
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
