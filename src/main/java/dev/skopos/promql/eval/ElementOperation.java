// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.ResetHint;
import dev.skopos.promql.ast.Binary;
import dev.skopos.promql.ast.BinaryOperator;
import dev.skopos.promql.ast.Span;
import dev.skopos.promql.column.Annotation;
import dev.skopos.promql.column.Annotation.Operation;
import dev.skopos.promql.column.ColumnBuilder;
import dev.skopos.promql.histogram.HistogramSum;
import dev.skopos.promql.histogram.Scaling;
import dev.skopos.promql.histogram.Trimming;
import org.jspecify.annotations.Nullable;

/**
 * A binary operator on two samples of which at least one is a histogram. The result of the last
 * calculation is in the fields until the next one. Belongs to one thread.
 */
final class ElementOperation {
  private final BinaryOperator operator;
  private final boolean returnBool;
  private final Span span;
  private @Nullable Histogram result;
  private boolean kept;
  private boolean failed;
  private @Nullable Annotation note;

  ElementOperation(Binary binary) {
    this.operator = binary.operator();
    this.returnBool = binary.returnBool();
    this.span = binary.span();
  }

  /** Calculates; where a histogram is null, the number counts. */
  void calculate(
      double left,
      @Nullable Histogram leftHistogram,
      double right,
      @Nullable Histogram rightHistogram) {
    result = null;
    kept = false;
    failed = false;
    note = null;
    if (leftHistogram == null && rightHistogram != null) {
      if (operator == BinaryOperator.MUL) {
        keep(Scaling.multiply(rightHistogram, left));
      } else {
        refuse("float", "histogram");
      }
    } else if (leftHistogram != null && rightHistogram == null) {
      withNumber(leftHistogram, right);
    } else if (leftHistogram != null && rightHistogram != null) {
      both(leftHistogram, rightHistogram);
    }
  }

  private void withNumber(Histogram histogram, double number) {
    switch (operator) {
      case MUL -> keep(Scaling.multiply(histogram, number));
      case DIV -> keep(Scaling.divide(histogram, number));
      case TRIM_UPPER -> keep(Trimming.below(histogram, number));
      case TRIM_LOWER -> keep(Trimming.above(histogram, number));
      case ADD, SUB, POW, MOD, ATAN2 -> refuse("histogram", "float");
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          refuse("histogram", "float");
      case OR, AND, UNLESS -> throw new IllegalStateException("calculates nothing: " + operator);
    }
  }

  private void both(Histogram left, Histogram right) {
    switch (operator) {
      case ADD -> add(left, right);
      case SUB -> subtract(left, right);
      case EQUAL -> compare(left, Scaling.isSame(left, right));
      case NOT_EQUAL -> compare(left, !Scaling.isSame(left, right));
      case MUL, DIV, POW, MOD, ATAN2, TRIM_UPPER, TRIM_LOWER -> refuse("histogram", "histogram");
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> refuse("histogram", "histogram");
      case OR, AND, UNLESS -> throw new IllegalStateException("calculates nothing: " + operator);
    }
  }

  private void add(Histogram left, Histogram right) {
    HistogramSum sum = new HistogramSum(left);
    finish(sum, sum.addPlain(right), Operation.ADDITION);
    if (!failed) {
      keep(sum.result());
    }
  }

  private void subtract(Histogram left, Histogram right) {
    HistogramSum difference = new HistogramSum(left);
    finish(difference, difference.subtractPlain(right), Operation.SUBTRACTION);
    if (!failed) {
      keep(difference.result(ResetHint.GAUGE));
    }
  }

  private void finish(HistogramSum sum, boolean fits, Operation operation) {
    if (!fits) {
      failed = true;
      note = Annotation.incompatibleLayouts(operator.symbol(), span);
    } else if (sum.collided()) {
      failed = true;
      note = Annotation.collision(operation, span);
    } else if (sum.reconciled()) {
      note = Annotation.reconciled(operation, span);
    }
  }

  private void compare(Histogram left, boolean holds) {
    result = left;
    kept = holds;
  }

  private void keep(Histogram histogram) {
    result = histogram;
    kept = true;
  }

  private void refuse(String left, String right) {
    failed = true;
    note = Annotation.incompatibleTypes(left, operator.symbol(), right, span);
  }

  /** What happens to two numbers that the operator has no meaning for. */
  Annotation refusedNumbers() {
    return Annotation.incompatibleTypes("float", operator.symbol(), "float", span);
  }

  /** Whether the operator has no meaning for the two. */
  boolean failed() {
    return failed;
  }

  /** What is to be said of the calculation; null for nothing. */
  @Nullable Annotation note() {
    return note;
  }

  /** Puts the result where it belongs; nothing where a comparison does not hold. */
  void put(ColumnBuilder column, int step) {
    if (failed) {
      return;
    }
    if (returnBool) {
      column.put(step, kept ? 1 : 0);
    } else if (kept) {
      column.put(step, result);
    }
  }

  /** The histogram of the last calculation if there is one; none with bool. */
  @Nullable Histogram result() {
    return kept && !returnBool ? result : null;
  }

  /** With bool, whether the comparison held. */
  boolean kept() {
    return kept;
  }
}
