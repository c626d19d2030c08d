// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An aggregation over the series of a vector.
 *
 * @param parameter null for operators without one
 */
public record Aggregation(
    Span span, Aggregator operator, @Nullable Expr parameter, Expr expr, Grouping grouping)
    implements Expr {

  /**
   * Which series belong together.
   *
   * @param without whether all labels but these count, else only these
   */
  public record Grouping(boolean without, List<String> labels) {
    public Grouping {
      labels = List.copyOf(labels);
    }
  }

  @Override
  public ValueType type() {
    return ValueType.VECTOR;
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
