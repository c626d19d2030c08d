// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.promql.ast.ValueType;
import dev.skopos.promql.column.Result;
import java.util.List;

/**
 * A function of PromQL.
 *
 * @param arguments the types of its arguments; the last one repeats
 * @param variadic 0 when all arguments are needed, else how many the last one stands for at most,
 *     which may be none; negative for any number
 */
public record Function(
    String name, List<ValueType> arguments, int variadic, ValueType returns, Body body) {

  /** Calculates the function at all steps. */
  @FunctionalInterface
  public interface Body {
    Result apply(Invocation invocation);
  }

  public Function {
    arguments = List.copyOf(arguments);
  }

  public boolean isVariadic() {
    return variadic != 0;
  }

  /** The smallest number of arguments. */
  public int fewest() {
    return isVariadic() ? arguments.size() - 1 : arguments.size();
  }

  /** The largest number of arguments. */
  public int most() {
    return variadic < 0 ? Integer.MAX_VALUE : fewest() + variadic;
  }

  /** The type of the argument at the position. */
  public ValueType argument(int position) {
    return arguments.get(Math.min(position, arguments.size() - 1));
  }
}
