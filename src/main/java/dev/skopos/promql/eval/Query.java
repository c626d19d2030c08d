// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Histogram;
import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import dev.skopos.promql.ast.At;
import dev.skopos.promql.ast.DurationExpr;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.Modifiers;
import dev.skopos.promql.ast.Span;
import dev.skopos.promql.ast.VectorSelector;
import dev.skopos.promql.column.Annotations;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.column.Steps;
import dev.skopos.store.Queryable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One query: its steps, the store it reads, what it has read so far, and its limits. Selectors with
 * the same span and matchers are read once. Belongs to one thread.
 */
public final class Query {
  private static final double LONGEST_SECONDS = Long.MAX_VALUE / 1e9;

  private final Queryable store;
  private final Steps steps;
  private final long end;
  private final Settings settings;
  private final Budget budget;
  private final Annotations annotations = new Annotations();
  private final Set<VectorSelector> statisticsOnly;
  private final Set<Expr> stepInvariants;
  private final Map<Selection, List<Series>> selections = new HashMap<>();
  private final SampleCount samples;
  private long nanosReading;

  /**
   * What holds for all queries of an engine.
   *
   * @param lookback how old a sample may be to count as the current value
   * @param subqueryStep the distance of a subquery's steps if it names none
   */
  public record Settings(Duration lookback, Duration subqueryStep) {}

  private record Selection(long from, long to, List<Matcher> matchers) {}

  /**
   * What is to be evaluated.
   *
   * @param end where the query ends, which need not be its last step
   */
  public record Asked(Expr expr, Steps steps, long end) {}

  public Query(Asked asked, Queryable store, Settings settings, Budget budget) {
    this.statisticsOnly = StatisticsSelectors.of(asked.expr());
    this.stepInvariants = StepInvariants.of(asked.expr());
    this.steps = asked.steps();
    this.samples = new SampleCount(steps.count());
    this.end = asked.end();
    this.store = store;
    this.settings = settings;
    this.budget = budget;
  }

  /** What is to be said of the result. */
  public Annotations annotations() {
    return annotations;
  }

  /** What it has looked at so far. */
  public SampleCount samples() {
    return samples;
  }

  /** How long reading from the store took so far. */
  public Duration reading() {
    return Duration.ofNanos(nanosReading);
  }

  /** Whether of the histograms that it selects only count and sum are used. */
  boolean needsStatisticsOnly(VectorSelector selector) {
    return statisticsOnly.contains(selector);
  }

  /** Whether the expression is to be evaluated at one step for all. */
  boolean isStepInvariant(Expr expr) {
    return stepInvariants.contains(expr);
  }

  Steps steps() {
    return steps;
  }

  /** Where the query ends. */
  long end() {
    return end;
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
    long begin = System.nanoTime();
    long before = budget.samplesRead();
    List<Series> series =
        store.select(selection.from(), selection.to(), selection.matchers(), this::charge);
    nanosReading += System.nanoTime() - begin;
    // Histograms weigh more; samples that memory and blocks both have were told twice.
    long told = budget.samplesRead() - before;
    budget.read(series.stream().mapToLong(Query::size).sum() - told);
    return series;
  }

  /** Ends the query while it reads, and not when it has read what fills the memory. */
  private void charge(long samples) {
    budget.read(samples);
    budget.checkpoint();
  }

  /** How many numbers are as large as the samples. */
  private static long size(Series series) {
    @Nullable Histogram @Nullable [] histograms = series.histograms();
    long size = series.length();
    if (histograms != null) {
      for (Histogram histogram : histograms) {
        size += histogram == null ? 0 : SampleCount.size(histogram);
      }
    }
    return size;
  }

  long subqueryStep(@Nullable DurationExpr step) {
    return step == null ? settings.subqueryStep().toMillis() : positive(step);
  }

  /** The milliseconds of a range or step. */
  long positive(DurationExpr duration) {
    long milliseconds = milliseconds(duration);
    if (milliseconds <= 0) {
      throw outOfRange(duration, "duration must be greater than 0");
    }
    return milliseconds;
  }

  /** As in Prometheus, literals are rounded to nanoseconds first and what is calculated is not. */
  private long milliseconds(DurationExpr duration) {
    if (duration instanceof DurationExpr.Literal(_, double seconds, _)) {
      return Math.round(seconds * 1e9) / 1_000_000;
    }
    double seconds;
    try {
      seconds = duration.seconds(steps.step() / 1000.0, (end - steps.start()) / 1000.0);
    } catch (ArithmeticException e) {
      throw outOfRange(duration, String.valueOf(e.getMessage()));
    }
    if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
      throw outOfRange(duration, "duration is NaN or infinite");
    }
    if (Math.abs(seconds) > LONGEST_SECONDS) {
      throw outOfRange(duration, "duration is out of range");
    }
    return (long) (seconds * 1000);
  }

  private static QueryException outOfRange(DurationExpr duration, String problem) {
    Span span = duration.span();
    return new QueryException(span.start() + ":" + span.end() + ": " + problem);
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
      case At.End() -> end;
      case At.Timestamp(long timestamp) -> timestamp;
    };
  }
}
