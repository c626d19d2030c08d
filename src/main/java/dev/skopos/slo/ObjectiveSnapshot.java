// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.rule.RuleSnapshot.Instance;
import dev.skopos.slo.budget.BudgetState;
import dev.skopos.slo.budget.Evaluation;
import dev.skopos.slo.budget.Tier;
import dev.skopos.slo.definition.ObjectiveDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an objective stands. Immutable.
 *
 * @param definition the objective in force
 * @param state that of its worst group
 * @param lastTransition when the state changed last; null: it has been the same from the start
 * @param evaluation the newest of the whole window; null: there was none yet, or the objective is
 *     suspended
 * @param tiers the fastest first
 * @param firing number of alerts that fire
 * @param alerts firing ones first, then pending ones; at most {@code GroupSnapshot.MAX_INSTANCES}
 * @param freeze whether the budget policy freezes workloads; null: it has no freeze
 * @param problem what went wrong in the newest evaluation; null: nothing
 * @param caveat what does not work as its author may expect; null: nothing
 * @param nextEvaluation null: the objective is suspended
 */
public record ObjectiveSnapshot(
    ObjectiveDefinition definition,
    State state,
    @Nullable Instant lastTransition,
    @Nullable Evaluation evaluation,
    List<TierSnapshot> tiers,
    int firing,
    List<Instance> alerts,
    @Nullable Freeze freeze,
    @Nullable Problem problem,
    @Nullable Problem caveat,
    @Nullable Instant nextEvaluation) {

  /** How many groups a status has room for. */
  public static final int MAX_GROUPS = 20;

  public ObjectiveSnapshot {
    tiers = List.copyOf(tiers);
    alerts = List.copyOf(alerts);
  }

  /** How an objective stands. */
  public enum State {
    /** There is budget left. */
    MET("Met"),
    /** There is, but a tier's windows burn faster than its factor. */
    BURNING("Burning"),
    /** There is none left, for at least one group. */
    EXHAUSTED("Exhausted"),
    /** There are no events in the window. */
    NO_DATA("NoData"),
    /** There was no evaluation of the whole window yet. */
    UNKNOWN("Unknown"),
    SUSPENDED("Suspended");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** The word that stands in the status: {@code NoData}. */
    public String word() {
      return word;
    }
  }

  /**
   * Where a tier stands.
   *
   * @param shortRate how fast the short window burns in the group that burns fastest; NaN: no
   *     events
   * @param longRate how fast the long window of the same group burns; NaN: no events
   * @param state of its alert
   */
  public record TierSnapshot(Tier tier, double shortRate, double longRate, TierState state) {}

  /** What the alert of a tier is in. */
  public enum TierState {
    INACTIVE,
    PENDING,
    FIRING,
    /** It can never fire; {@link Tier#reach()} says why. */
    UNREACHABLE
  }

  /**
   * Whether workloads are frozen.
   *
   * @param since when it began, as far as is known since the start of the process; null: it is not
   *     active
   */
  public record Freeze(boolean active, @Nullable Instant since) {}

  /**
   * Why an evaluation failed or is incomplete.
   *
   * @param reason one CamelCase word: {@code CountingFailed} or {@code EvaluationFailed} (all is as
   *     it was before), {@code Counting} (a part of the window is still to be counted), {@code
   *     Incomplete}, {@code TooManyGroups} or {@code SamplesRefused}
   * @param message for the author of the objective
   */
  public record Problem(String reason, String message) {}

  /** The groups with the least left of their budgets; at most {@value #MAX_GROUPS}. */
  public List<BudgetState> worstGroups() {
    return evaluation == null ? List.of() : evaluation.worst(MAX_GROUPS);
  }

  /** The group with the least left of its budget; empty when none has events. */
  public Optional<BudgetState> worst() {
    return Optional.ofNullable(evaluation).flatMap(Evaluation::worst);
  }

  /** The whole budget as time of total failure, for people: 43 minutes of 30 days at 99.9 %. */
  public Duration budgetTime() {
    double millis = definition.window().nominalLength().toMillis();
    return Duration.ofMillis(Math.round(millis * definition.budgetRatio().doubleValue()));
  }
}
