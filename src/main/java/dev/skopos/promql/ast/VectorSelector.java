// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

import dev.skopos.model.Matcher;
import java.util.List;

/**
 * Selects series, each with its newest sample.
 *
 * @param name the metric name in front of the braces, empty where there is none
 * @param matchers all conditions, that of the name among them
 */
public record VectorSelector(Span span, String name, List<Matcher> matchers, Modifiers modifiers)
    implements Expr {

  public VectorSelector {
    matchers = List.copyOf(matchers);
  }

  @Override
  public ValueType type() {
    return ValueType.VECTOR;
  }

  public VectorSelector with(Span newSpan, Modifiers newModifiers) {
    return new VectorSelector(newSpan, name, matchers, newModifiers);
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
