// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import dev.skopos.insight.observe.HistoryReader;
import dev.skopos.insight.observe.HistoryReader.ReadFailedException;
import dev.skopos.insight.tuning.ThresholdAdvice.Candidate;
import dev.skopos.promql.Parser;
import dev.skopos.promql.parse.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Proposes thresholds of alert rules from the last 30 days. One question is worked on at a time,
 * since the values take memory; the others wait. Thread-safe.
 */
public final class ThresholdAdvisor {

  /** What is wanted when nobody says otherwise. */
  public static final double FIRINGS_PER_WEEK = 1;

  private static final Duration LEAST_OBSERVED = Duration.ofDays(7);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HistoryReader reader;
  private final InstantSource clock;
  private final Semaphore room = new Semaphore(1, true);

  public ThresholdAdvisor(HistoryReader reader, InstantSource clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /** Whether the expression has a threshold that can be moved. */
  public static boolean isTunable(String expr) {
    return search(expr) instanceof ThresholdSearch.One(Threshold threshold)
        && threshold.isMovable();
  }

  private static ThresholdSearch.Found search(String expr) {
    try {
      return ThresholdSearch.in(Parser.parse(expr), expr);
    } catch (ParseException e) {
      return new ThresholdSearch.None(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Finds out what the rule would have done with other thresholds.
   *
   * @param firingsPerWeek how many the proposed one may give, of all series together
   * @param cancelled asked often; once it is true the work ends
   */
  public ThresholdResult advise(TunedRule rule, double firingsPerWeek, BooleanSupplier cancelled) {
    return switch (search(rule.expr())) {
      case ThresholdSearch.None(String reason) -> new ThresholdResult.NoThreshold(reason);
      case ThresholdSearch.One(Threshold threshold) ->
          inTurn(rule, threshold, firingsPerWeek, cancelled);
    };
  }

  private ThresholdResult inTurn(
      TunedRule rule, Threshold threshold, double wanted, BooleanSupplier cancelled) {
    try {
      if (!room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return new ThresholdResult.Failed("others are being worked on; try again later");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ThresholdResult.Failed("it was interrupted");
    }
    try {
      Instant now = clock.instant().minus(rule.queryOffset());
      History history =
          new HistoryQuery(reader, cancelled).read(threshold.measured(), rule.interval(), now);
      return new ThresholdResult.Advised(advice(rule, threshold, history, wanted));
    } catch (ReadFailedException e) {
      return new ThresholdResult.Failed(String.valueOf(e.getMessage()));
    } finally {
      room.release();
    }
  }

  private static ThresholdAdvice advice(
      TunedRule rule, Threshold threshold, History history, double wanted) {
    Trial trial = new Trial(rule, threshold, history, wanted);
    Baselines baselines = Baselines.of(history, threshold.direction());
    Candidate present = trial.present();
    String obstacle = obstacle(threshold, history, baselines);
    boolean spread = !baselines.isEmpty() && !baselines.isConstant();
    if (spread && threshold.isMovable()) {
      trial.tryAll(baselines);
    }
    List<String> notes = new ArrayList<>();
    if (obstacle != null) {
      notes.add(obstacle);
    }
    notes.addAll(coarseness(rule, history.grid().step()));
    return new ThresholdAdvice(
        threshold,
        Duration.ofMillis(history.grid().step()),
        Duration.ofMillis(history.observedMillis()),
        history.series(),
        baselines.isEmpty() ? null : baselines.spread(),
        wanted,
        trial.table(present),
        obstacle == null ? trial.best() : null,
        notes);
  }

  /** Why nothing can be proposed; null: something can. */
  private static @Nullable String obstacle(
      Threshold threshold, History history, Baselines baselines) {
    if (history.observedMillis() == 0) {
      return "The expression gave no values in the last %d days."
          .formatted(HistoryQuery.LONGEST.toDays());
    }
    if (baselines.isEmpty()) {
      return "None of the values is a number (all are NaN or infinite).";
    }
    if (baselines.isConstant()) {
      return "All values are the same: %s.".formatted(baselines.spread().max());
    }
    if (!threshold.isMovable()) {
      return "%s compares for being equal: such a threshold cannot be moved by degrees."
          .formatted(threshold.operator().symbol());
    }
    if (history.observedMillis() < LEAST_OBSERVED.toMillis()) {
      return "The values go back less than 7 days, which is too little for a proposal.";
    }
    return null;
  }

  private static List<String> coarseness(TunedRule rule, long step) {
    List<String> notes = new ArrayList<>();
    if (step > rule.interval().toMillis()) {
      notes.add(
          "The rule is evaluated every %s s, the past was looked at every %s s: shorter events may be missing."
              .formatted(rule.interval().toSeconds(), step / 1000));
    }
    if (rule.hold().toMillis() % step != 0) {
      notes.add(
          "for is no multiple of the %s s at which the past was looked at: it counts as the next longer one."
              .formatted(step / 1000));
    }
    return notes;
  }
}
