// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.RuleSnapshot;
import dev.skopos.slo.ObjectiveSnapshot.Freeze;
import dev.skopos.slo.ObjectiveSnapshot.State;
import dev.skopos.slo.ObjectiveSnapshot.TierSnapshot;
import dev.skopos.slo.ObjectiveSnapshot.TierState;
import dev.skopos.slo.budget.BudgetState;
import dev.skopos.slo.budget.BudgetState.Burn;
import dev.skopos.slo.budget.Evaluation;
import dev.skopos.slo.budget.Tier;
import dev.skopos.slo.definition.BudgetPolicy;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts together what an objective and its rules know. */
record SnapshotView(ObjectivePlan plan, ObjectiveStanding standing, Optional<GroupSnapshot> rules) {

  ObjectiveSnapshot snapshot() {
    boolean suspended = plan.definition().suspend();
    return new ObjectiveSnapshot(
        plan.definition(),
        suspended ? State.SUSPENDED : standing.state(),
        standing.lastTransition(),
        standing.whole(),
        plan.evaluator().tiers().stream().map(this::tier).toList(),
        rules.map(GroupSnapshot::firing).orElse(0),
        rules.map(GroupSnapshot::instances).orElse(List.of()),
        freeze(),
        standing.problem(),
        suspended ? null : standing.caveat(),
        rules.map(GroupSnapshot::nextEvaluation).orElse(null));
  }

  private TierSnapshot tier(Tier tier) {
    Optional<BudgetState> fastest = fastest(tier);
    double shorter = rate(fastest.map(group -> group.burn(tier.shortWindow())));
    double longer = rate(fastest.map(group -> group.burn(tier.longWindow())));
    return new TierSnapshot(tier, shorter, longer, state(tier));
  }

  private static double rate(Optional<Burn> burn) {
    return burn.map(Burn::rate).orElse(Double.NaN);
  }

  private Optional<BudgetState> fastest(Tier tier) {
    Evaluation evaluation = standing.evaluation();
    return evaluation == null
        ? Optional.empty()
        : evaluation.groups().stream()
            .filter(group -> !Double.isNaN(group.burn(tier.longWindow()).rate()))
            .max(
                Comparator.comparingDouble(
                    (BudgetState group) -> group.burn(tier.longWindow()).rate()));
  }

  private TierState state(Tier tier) {
    if (!tier.isReachable()) {
      return TierState.UNREACHABLE;
    }
    for (PlannedAlert alert : plan.alerts()) {
      if (tier.equals(alert.tier())) {
        return rule(alert).map(SnapshotView::state).orElse(TierState.INACTIVE);
      }
    }
    return TierState.INACTIVE;
  }

  private Optional<RuleSnapshot> rule(PlannedAlert alert) {
    return rules.stream()
        .flatMap(group -> group.rules().stream())
        .filter(rule -> rule.definition().equals(alert.rule()))
        .findFirst();
  }

  private static TierState state(RuleSnapshot rule) {
    return switch (rule.state()) {
      case FIRING -> TierState.FIRING;
      case PENDING -> TierState.PENDING;
      case INACTIVE, SUSPENDED, UNKNOWN -> TierState.INACTIVE;
    };
  }

  private @Nullable Freeze freeze() {
    BudgetPolicy policy = plan.definition().policy();
    return policy == null || !policy.freeze()
        ? null
        : new Freeze(standing.policySince() != null, standing.policySince());
  }
}
