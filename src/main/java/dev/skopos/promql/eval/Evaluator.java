// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Histogram;
import dev.skopos.promql.ast.Aggregation;
import dev.skopos.promql.ast.Aggregator;
import dev.skopos.promql.ast.Binary;
import dev.skopos.promql.ast.Call;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.MatrixSelector;
import dev.skopos.promql.ast.NumberLiteral;
import dev.skopos.promql.ast.Paren;
import dev.skopos.promql.ast.StringLiteral;
import dev.skopos.promql.ast.Subquery;
import dev.skopos.promql.ast.Unary;
import dev.skopos.promql.ast.VectorSelector;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Result;
import dev.skopos.promql.column.Steps;
import dev.skopos.promql.column.Windows;
import dev.skopos.promql.function.Function;
import dev.skopos.promql.function.Functions;
import dev.skopos.promql.histogram.Scaling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Evaluates expressions at the steps of a query or of one of its subqueries. */
public final class Evaluator {

  private final Query query;
  private final Steps steps;
  private final long end;
  private final Selectors selectors;

  public Evaluator(Query query) {
    this(query, query.steps(), query.end());
  }

  /** An evaluator whose end need not be one of its steps. */
  private Evaluator(Query query, Steps steps, long end) {
    this.query = query;
    this.steps = steps;
    this.end = end;
    this.selectors = new Selectors(query, steps);
  }

  /** Whether it evaluates at one instant, and not in a span of time in which it has one step. */
  boolean isInstant() {
    return steps.start() == end;
  }

  Query query() {
    return query;
  }

  Steps steps() {
    return steps;
  }

  Selectors selectors() {
    return selectors;
  }

  /** The whole query at all steps. */
  public Result outermost(Expr expr) {
    return expr.unwrapped() instanceof Aggregation aggregation
            && aggregation.operator() == Aggregator.COUNT_VALUES
            && !isInstant()
            && !query.isStepInvariant(expr)
        ? new AggregationEvaluator(this).sparse(aggregation)
        : evaluate(expr);
  }

  /** The expression at all steps. */
  public Result evaluate(Expr expr) {
    Budget budget = query.budget();
    budget.checkpoint();
    long before = budget.held();
    Result result = isInstant() || !query.isStepInvariant(expr) ? node(expr) : repeated(expr);
    budget.hold(before + result.size());
    return result;
  }

  /** The expression at the first step, for all steps. */
  private Result repeated(Expr expr) {
    Evaluator first = new Evaluator(query, Steps.single(steps.start()), steps.start());
    Result result = first.evaluate(expr);
    query.budget().reserve(result.size() * steps.count());
    return result.repeated(steps.count());
  }

  private Result node(Expr expr) {
    return switch (expr) {
      case NumberLiteral number -> new Result.Scalar(constant(number.value()));
      case StringLiteral text -> new Result.Text(text.value());
      case Paren paren -> evaluate(paren.expr());
      case VectorSelector selector -> new Result.Vector(selectors.values(selector));
      case MatrixSelector matrix -> new Result.Matrix(selectors.windows(matrix));
      case Subquery subquery -> new Result.Matrix(windows(subquery));
      case Unary unary -> unary(unary);
      case Binary binary -> new BinaryEvaluator(this).evaluate(binary);
      case Aggregation aggregation -> new AggregationEvaluator(this).evaluate(aggregation);
      case Call call -> call(call);
    };
  }

  List<Column> vector(Expr expr) {
    if (evaluate(expr) instanceof Result.Vector(List<Column> columns)) {
      return columns;
    }
    throw new IllegalStateException("not a vector: " + expr);
  }

  double[] scalar(Expr expr) {
    if (evaluate(expr) instanceof Result.Scalar(double[] values)) {
      return values;
    }
    throw new IllegalStateException("not a scalar: " + expr);
  }

  String text(Expr expr) {
    if (evaluate(expr) instanceof Result.Text(String value)) {
      return value;
    }
    throw new IllegalStateException("not a string: " + expr);
  }

  Windows windows(Expr expr) {
    if (evaluate(expr) instanceof Result.Matrix(Windows windows)) {
      return windows;
    }
    throw new IllegalStateException("not a range vector: " + expr);
  }

  private double[] constant(double value) {
    double[] values = new double[steps.count()];
    Arrays.fill(values, value);
    return values;
  }

  private Result unary(Unary unary) {
    Result operand = evaluate(unary.expr());
    if (!unary.negative()) {
      return operand;
    }
    return switch (operand) {
      case Result.Scalar(double[] values) -> new Result.Scalar(negated(values));
      case Result.Vector(List<Column> columns) -> {
        List<Column> negated = new ArrayList<>(columns.size());
        for (Column column : columns) {
          negated.add(
              new Column(
                  column.labels(), true, negated(column.values()), mirrored(column.histograms())));
        }
        yield new Result.Vector(negated);
      }
      case Result.Text _, Result.Matrix _, Result.Sparse _ ->
          throw new IllegalStateException("not a number: " + unary);
    };
  }

  private static double[] negated(double[] values) {
    double[] negated = new double[values.length];
    for (int step = 0; step < values.length; step++) {
      negated[step] = Column.isAbsent(values[step]) ? values[step] : -values[step];
    }
    return negated;
  }

  private static @Nullable Histogram @Nullable [] mirrored(
      @Nullable Histogram @Nullable [] histograms) {
    if (histograms == null) {
      return null;
    }
    @Nullable Histogram[] negated = new Histogram[histograms.length];
    for (int step = 0; step < negated.length; step++) {
      Histogram histogram = histograms[step];
      negated[step] = histogram == null ? null : Scaling.multiply(histogram, -1);
    }
    return negated;
  }

  private Result call(Call call) {
    Function function = Objects.requireNonNull(Functions.find(call.function()), call.function());
    Extensions.check(call);
    return function.body().apply(new EvaluatedCall(this, call));
  }

  /** Evaluates the inner expression at multiples of its step in the windows of all steps. */
  private Windows windows(Subquery subquery) {
    long range = query.positive(subquery.range());
    long step = query.subqueryStep(subquery.step());
    long[] ends = query.references(steps.instants(), subquery.modifiers());
    long[] starts = Selectors.starts(ends, range);
    long first = Math.floorDiv(starts[0], step) * step + step;
    long last = ends[ends.length - 1];
    List<Windows.Raw> raw = last < first ? List.of() : inner(subquery.expr(), first, step, last);
    return new Windows(
        raw, starts, ends, range, subquery.modifiers().extension(), query.lookback());
  }

  private List<Windows.Raw> inner(Expr expr, long first, long step, long last) {
    long count = (last - first) / step + 1;
    query.budget().reserve(count);
    Steps inside = new Steps(first, step, (int) count);
    List<Windows.Raw> raw = new ArrayList<>();
    for (Column column : new Evaluator(query, inside, last).vector(expr)) {
      raw.add(RawSamples.of(column, inside));
    }
    return raw;
  }
}
