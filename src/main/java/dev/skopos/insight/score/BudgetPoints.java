// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.score;

import dev.skopos.insight.observe.Workloads;
import dev.skopos.model.Severity;
import dev.skopos.slo.ObjectiveSnapshot;
import dev.skopos.slo.ObjectiveSnapshot.TierSnapshot;
import dev.skopos.slo.ObjectiveSnapshot.TierState;
import dev.skopos.slo.budget.BudgetState;
import java.util.Locale;
import java.util.Optional;

/** What an objective says: the worst of what holds for it. */
final class BudgetPoints {

  static final int EXHAUSTED = 25;
  static final int BURNING_CRITICALLY = 20;
  static final int BURNING = 10;
  static final int LITTLE_LEFT = 5;

  private static final double LITTLE = 0.25;

  private BudgetPoints() {}

  static Observation of(ObjectiveSnapshot objective) {
    String workload = Workloads.of(objective.definition());
    return switch (objective.state()) {
      case MET -> remaining(objective, workload);
      case BURNING -> burning(objective, workload);
      case EXHAUSTED ->
          observation(
              objective, workload, EXHAUSTED, "The error budget is spent" + left(objective));
      case NO_DATA, UNKNOWN, SUSPENDED ->
          Observation.unknown(Kind.BUDGETS, objective.definition().id(), workload);
    };
  }

  private static Observation burning(ObjectiveSnapshot objective, String workload) {
    Optional<TierSnapshot> firing =
        objective.tiers().stream().filter(each -> each.state() == TierState.FIRING).findFirst();
    boolean critical =
        firing.filter(each -> each.tier().severity() == Severity.CRITICAL).isPresent();
    String tier =
        firing.map(each -> ", tier " + each.tier().name() + " fires").orElse(", no tier fires yet");
    return observation(
        objective,
        workload,
        critical ? BURNING_CRITICALLY : BURNING,
        "The error budget burns too fast" + tier + left(objective));
  }

  private static Observation remaining(ObjectiveSnapshot objective, String workload) {
    boolean little = objective.worst().filter(each -> each.remainingRatio() < LITTLE).isPresent();
    return observation(
        objective, workload, little ? LITTLE_LEFT : 0, "Little error budget" + left(objective));
  }

  private static String left(ObjectiveSnapshot objective) {
    return objective
        .worst()
        .map(BudgetState::remainingRatio)
        .map(ratio -> String.format(Locale.ROOT, ": %.1f %% left", 100 * ratio))
        .orElse("");
  }

  private static Observation observation(
      ObjectiveSnapshot objective, String workload, int points, String message) {
    return Observation.of(Kind.BUDGETS, objective.definition().id(), workload, points, message);
  }
}
