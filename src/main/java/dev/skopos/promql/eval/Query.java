// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import dev.skopos.promql.ast.At;
import dev.skopos.promql.ast.DurationExpr;
import dev.skopos.promql.ast.Modifiers;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.column.Steps;
import dev.skopos.store.Queryable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One query: its steps, the store it reads, what it has read so far, and its limits. Selectors with
 * the same span and matchers are read once. Belongs to one thread.
 */
public final class Query {

  private final Queryable store;
  private final Steps steps;
  private final Settings settings;
  private final Budget budget;
  private final Map<Selection, List<Series>> selections = new HashMap<>();

  /**
   * What holds for all queries of an engine.
   *
   * @param lookback how old a sample may be to count as the current value
   * @param subqueryStep the distance of a subquery's steps if it names none
   */
  public record Settings(Duration lookback, Duration subqueryStep) {}

  private record Selection(long from, long to, List<Matcher> matchers) {}

  public Query(Queryable store, Steps steps, Settings settings, Budget budget) {
    this.store = store;
    this.steps = steps;
    this.settings = settings;
    this.budget = budget;
  }

  Steps steps() {
    return steps;
  }

  Budget budget() {
    return budget;
  }

  long lookback() {
    return settings.lookback().toMillis();
  }

  List<Series> select(long from, long to, List<Matcher> matchers) {
    return selections.computeIfAbsent(new Selection(from, to, matchers), this::read);
  }

  private List<Series> read(Selection selection) {
    budget.checkpoint();
    List<Series> series = store.select(selection.from(), selection.to(), selection.matchers());
    budget.read(series.stream().mapToLong(Series::length).sum());
    return series;
  }

  long subqueryStep(@Nullable DurationExpr step) {
    return step == null ? settings.subqueryStep().toMillis() : positive(step);
  }

  /** The milliseconds of a range or step. */
  long positive(DurationExpr duration) {
    long milliseconds = milliseconds(duration);
    if (milliseconds <= 0) {
      throw new QueryException("duration must be greater than 0");
    }
    return milliseconds;
  }

  private long milliseconds(DurationExpr duration) {
    double range = (steps.end() - steps.start()) / 1000.0;
    double milliseconds;
    try {
      milliseconds = duration.seconds(steps.step() / 1000.0, range) * 1000;
    } catch (ArithmeticException e) {
      throw new QueryException(String.valueOf(e.getMessage()));
    }
    if (!(Math.abs(milliseconds) < Long.MAX_VALUE / 1e6)) {
      throw new QueryException("duration is out of range");
    }
    return Math.round(milliseconds);
  }

  /** For each instant the one that a selector with these modifiers looks at instead. */
  long[] references(long[] instants, Modifiers modifiers) {
    DurationExpr offset = modifiers.offset();
    long back = offset == null ? 0 : milliseconds(offset);
    long[] references = new long[instants.length];
    for (int step = 0; step < references.length; step++) {
      references[step] = instant(instants[step], modifiers.at()) - back;
    }
    return references;
  }

  private long instant(long step, @Nullable At fixed) {
    return switch (fixed) {
      case null -> step;
      case At.Start() -> steps.start();
      case At.End() -> steps.end();
      case At.Timestamp(long timestamp) -> timestamp;
    };
  }
}
