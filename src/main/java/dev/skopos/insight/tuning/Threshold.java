// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import dev.skopos.model.Sample;
import dev.skopos.promql.ast.BinaryOperator;
import dev.skopos.promql.ast.Span;

/**
 * The number that an alert's expression compares with.
 *
 * @param text the whole expression as its author wrote it
 * @param measured PromQL of what is compared, without the comparison
 * @param operator as if the measured side stood on the left
 * @param value what it is compared with now
 * @param place of the number in the text
 */
public record Threshold(
    String text, String measured, BinaryOperator operator, double value, Span place) {

  public Threshold {
    if (!operator.isComparison()) {
      throw new IllegalArgumentException(operator.symbol() + " compares nothing");
    }
  }

  /** Whether the condition holds for a value; never for a stale marker, which is no value. */
  boolean holds(double measuredValue, double limit) {
    return switch (operator) {
      case GREATER -> measuredValue > limit;
      case GREATER_OR_EQUAL -> measuredValue >= limit;
      case LESS -> measuredValue < limit;
      case LESS_OR_EQUAL -> measuredValue <= limit;
      case EQUAL -> measuredValue == limit;
      case NOT_EQUAL -> measuredValue != limit && !Sample.isStale(measuredValue);
      case OR, AND, UNLESS, TRIM_UPPER, TRIM_LOWER, ADD, SUB, MUL, DIV, MOD, ATAN2, POW ->
          throw new IllegalStateException(operator.symbol() + " compares nothing");
    };
  }

  /** Whether there are values more and less far from it. */
  boolean isMovable() {
    return operator != BinaryOperator.EQUAL && operator != BinaryOperator.NOT_EQUAL;
  }

  /** 1 where high values alert, -1 where low ones do. */
  int direction() {
    return operator == BinaryOperator.LESS || operator == BinaryOperator.LESS_OR_EQUAL ? -1 : 1;
  }

  /** The expression with another number; all else stays, layout and comments among it. */
  public String with(String number) {
    return text.substring(0, place.start()) + number + text.substring(place.end());
  }
}
