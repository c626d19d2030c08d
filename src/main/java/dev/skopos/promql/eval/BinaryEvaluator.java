// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Histogram;
import dev.skopos.promql.ast.Binary;
import dev.skopos.promql.ast.BinaryOperator;
import dev.skopos.promql.ast.VectorMatching;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.ColumnBuilder;
import dev.skopos.promql.column.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Binary expressions, by the types of their sides. */
final class BinaryEvaluator {

  private final Evaluator evaluator;

  BinaryEvaluator(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  Result evaluate(Binary binary) {
    Result left = evaluator.evaluate(binary.left());
    Result right = evaluator.evaluate(binary.right());
    return switch (left) {
      case Result.Scalar(double[] numbers) ->
          switch (right) {
            case Result.Scalar(double[] others) -> scalars(binary.operator(), numbers, others);
            case Result.Vector(List<Column> columns) -> mixed(binary, columns, numbers, true);
            case Result.Text _, Result.Matrix _, Result.Sparse _ -> throw unexpected(binary);
          };
      case Result.Vector(List<Column> columns) ->
          switch (right) {
            case Result.Scalar(double[] numbers) -> mixed(binary, columns, numbers, false);
            case Result.Vector(List<Column> others) -> vectors(binary, columns, others);
            case Result.Text _, Result.Matrix _, Result.Sparse _ -> throw unexpected(binary);
          };
      case Result.Text _, Result.Matrix _, Result.Sparse _ -> throw unexpected(binary);
    };
  }

  private static IllegalStateException unexpected(Binary binary) {
    return new IllegalStateException("neither scalar nor vector: " + binary);
  }

  private static Result scalars(BinaryOperator operator, double[] left, double[] right) {
    double[] values = new double[left.length];
    for (int step = 0; step < values.length; step++) {
      values[step] = Arithmetic.scalar(operator, left[step], right[step]);
    }
    return new Result.Scalar(values);
  }

  private Result mixed(
      Binary binary, List<Column> columns, double[] numbers, boolean numberIsLeft) {
    BinaryOperator operator = binary.operator();
    boolean bool = binary.returnBool();
    boolean drops = Arithmetic.dropsName(operator, bool);
    ElementOperation histograms = new ElementOperation(binary);
    StepNotes notes = new StepNotes(numbers.length);
    List<Column> results = new ArrayList<>(columns.size());
    for (Column column : columns) {
      double[] values = Column.empty(numbers.length);
      for (int step = 0; step < values.length; step++) {
        double value = column.values()[step];
        if (!Column.isAbsent(value)) {
          double left = numberIsLeft ? numbers[step] : value;
          double right = numberIsLeft ? value : numbers[step];
          values[step] = Arithmetic.filter(operator, bool, left, right, value);
          if (operator.isTrim()) {
            notes.put(step, histograms.refusedNumbers());
          }
        }
      }
      Column result = new Column(column.labels(), drops || column.dropName(), values);
      if (column.hasHistograms()) {
        result = withHistograms(column, result, numbers, numberIsLeft, histograms, notes);
      }
      results.add(result);
    }
    notes.addTo(evaluator.query().annotations());
    return new Result.Vector(results);
  }

  private static Column withHistograms(
      Column column,
      Column result,
      double[] numbers,
      boolean numberIsLeft,
      ElementOperation operation,
      StepNotes notes) {
    ColumnBuilder builder = new ColumnBuilder(numbers.length);
    for (int step = 0; step < numbers.length; step++) {
      builder.copy(step, result);
      Histogram histogram = column.histogram(step);
      if (histogram == null) {
        continue;
      }
      if (numberIsLeft) {
        operation.calculate(numbers[step], null, 0, histogram);
      } else {
        operation.calculate(0, histogram, numbers[step], null);
      }
      notes.put(step, operation.note());
      operation.put(builder, step);
    }
    return builder.build(result.labels(), result.dropName());
  }

  private Result vectors(Binary binary, List<Column> left, List<Column> right) {
    VectorMatching matching = Objects.requireNonNull(binary.matching());
    int count = evaluator.steps().count();
    if (binary.operator().isSet()) {
      SetOperation operation = new SetOperation(Signature.of(matching), count);
      return new Result.Vector(operation.apply(binary.operator(), left, right));
    }
    VectorMatcher matcher = new VectorMatcher(binary, matching, evaluator.query());
    return new Result.Vector(matcher.match(left, right, count));
  }
}
