// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.alert.Alert;
import dev.skopos.rule.RuleSnapshot.Problem;
import dev.skopos.rule.RuleState.SavedRule;
import dev.skopos.rule.SampleWriter.RuleSample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule and what its evaluations left behind. Knows no clock: whoever evaluates says at which
 * instant, so that the rules of a group are evaluated one after the other at the same one. Not
 * thread-safe.
 */
sealed interface ActiveRule permits AlertingRule, RecordingRule {

  /** What it is known by; that of the last restart until it was evaluated. */
  RuleIdentity identity();

  /** Evaluates the rule; the instant is later than that of the evaluation before. */
  Outcome evaluate(Evaluation evaluation);

  /**
   * Ends all that the rule left behind; afterwards there is nothing.
   *
   * @param at when its alerts end
   * @param written of the markers that end its series
   */
  Retired retire(Instant at, Instant written);

  /** What a restart must not forget. */
  SavedRule saved();

  /** Whether there is anything that a restart must not forget. */
  boolean isIdle();

  /**
   * One evaluation of one rule.
   *
   * @param at the instant of the iteration
   * @param queryOffset how far before it the expression is evaluated
   * @param limit most alerts or series; 0: any number
   * @param namespace origin of the alerts
   */
  record Evaluation(
      Instant at,
      Duration queryOffset,
      int limit,
      String namespace,
      QueryFunction queries,
      String externalUrl) {

    /** The instant of the expression and of what is written. */
    Instant written() {
      return at.minus(queryOffset);
    }
  }

  /** What came of an evaluation. */
  sealed interface Outcome {}

  /**
   * All is up to date.
   *
   * @param series how many the expression gave
   * @param problem templates that failed; null: none did
   * @param changed whether there is news that a restart must not forget
   */
  record Evaluated(List<RuleSample> samples, int series, @Nullable Problem problem, boolean changed)
      implements Outcome {}

  /** All is as it was before. */
  record Failed(Problem problem) implements Outcome {}

  /** What is left of a rule that is evaluated no more: stale markers and the ends of its alerts. */
  record Retired(List<RuleSample> samples, List<Alert> resolved) {}
}
