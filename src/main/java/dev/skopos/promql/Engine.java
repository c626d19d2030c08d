// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.ValueType;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.column.Result;
import dev.skopos.promql.column.Steps;
import dev.skopos.promql.eval.Budget;
import dev.skopos.promql.eval.Evaluator;
import dev.skopos.promql.eval.Memory;
import dev.skopos.promql.eval.Query;
import dev.skopos.promql.parse.ParseException;
import dev.skopos.store.Queryable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Evaluates PromQL over a store with the semantics of Prometheus 3. Metric names are removed from
 * results at the end of a query, as with its option promql-delayed-name-removal. Thread-safe; each
 * query runs in the thread of its caller.
 */
public final class Engine {

  private final Queryable store;
  private final EngineOptions options;
  private final ExpressionCache cache;
  private final EngineMeters meters;
  private final Memory memory;

  /** An engine whose work nobody measures. */
  public Engine(Queryable store, EngineOptions options) {
    this(store, options, new CompositeMeterRegistry());
  }

  public Engine(Queryable store, EngineOptions options, MeterRegistry meters) {
    this.store = store;
    this.options = options;
    this.cache = new ExpressionCache(options.cachedExpressions());
    this.meters = new EngineMeters(meters);
    this.memory = new Memory(options.mostBytes());
  }

  /** As {@link Parser#parse}, but remembers what was asked lately. */
  public Expr parse(String text) throws ParseException {
    try {
      return cache.get(text);
    } catch (ParseException e) {
      meters.refused();
      throw e;
    }
  }

  /**
   * The value at an instant.
   *
   * @throws QueryException when it cannot be calculated
   */
  public Value instant(Expr expr, Instant at) {
    return instant(expr, at, () -> false).value();
  }

  /**
   * The value at an instant.
   *
   * @param cancelled asked often; once it is true the query ends
   * @throws QueryException when it cannot be calculated
   */
  public Answer instant(Expr expr, Instant at, BooleanSupplier cancelled) {
    Steps steps = Steps.single(at.toEpochMilli());
    Query.Asked asked = new Query.Asked(expr, steps, steps.end());
    return answer(asked, cancelled, result -> Values.instant(result, steps));
  }

  /**
   * The values from start to end, both included. The expression must be a scalar or a vector; the
   * result is a matrix.
   *
   * @throws QueryException when it cannot be calculated
   */
  public Value range(Expr expr, Instant start, Instant end, Duration step) {
    return range(expr, new Range(start, end, step), () -> false).value();
  }

  /**
   * The values at the steps of a range.
   *
   * @param cancelled asked often; once it is true the query ends
   * @throws QueryException when it cannot be calculated
   */
  public Answer range(Expr expr, Range range, BooleanSupplier cancelled) {
    if (expr.type() != ValueType.SCALAR && expr.type() != ValueType.VECTOR) {
      throw new QueryException(
          "invalid expression type \"%s\" for range query, must be Scalar or instant Vector"
              .formatted(expr.type().documented()));
    }
    long distance = range.step().toMillis();
    long count = (range.end().toEpochMilli() - range.start().toEpochMilli()) / distance + 1;
    if (count > options.mostSamples() || count > Integer.MAX_VALUE - 8) {
      throw new QueryException(
          "query processing would load too many samples into memory in query execution");
    }
    Steps steps = new Steps(range.start().toEpochMilli(), distance, (int) count);
    Query.Asked asked = new Query.Asked(expr, steps, range.end().toEpochMilli());
    return answer(asked, cancelled, result -> Values.range(result, steps));
  }

  /** The steps of a range query; the end need not be one of them. */
  public record Range(Instant start, Instant end, Duration step) {
    public Range {
      if (step.toMillis() < 1) {
        throw new IllegalArgumentException("the step must be at least 1 ms");
      }
      if (end.isBefore(start)) {
        throw new IllegalArgumentException("the end is before the start");
      }
    }
  }

  private Answer answer(
      Query.Asked asked, BooleanSupplier cancelled, Function<Result, Value> toValue) {
    Budget.Limits limits = new Budget.Limits(options.mostSamples(), options.timeout());
    Query.Settings settings = new Query.Settings(options.lookback(), options.subqueryStep());
    try (Budget budget = new Budget(limits, memory, cancelled)) {
      Query query = new Query(asked, store, settings, budget);
      long begin = System.nanoTime();
      Result result = new Evaluator(query).outermost(asked.expr());
      long evaluated = System.nanoTime();
      Value value = toValue.apply(result);
      Duration sorting = Duration.ofNanos(System.nanoTime() - evaluated);
      Duration reading = query.reading();
      Duration evaluation = Duration.ofNanos(evaluated - begin).minus(reading);
      QueryStatistics statistics =
          new QueryStatistics(
              asked.steps(), reading, evaluation, sorting, query.samples(), budget.peak());
      meters.answered(statistics);
      return new Answer(value, query.annotations(), statistics);
    } catch (QueryException e) {
      meters.failed(e);
      throw e;
    }
  }
}
