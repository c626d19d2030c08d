// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.insight.observe.Evidence;
import dev.skopos.model.Severity;
import dev.skopos.slo.ObjectiveSnapshot;
import dev.skopos.slo.budget.Tier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Burn-rate alerts that can never fire. */
final class UnreachableTiers {

  private UnreachableTiers() {}

  static List<Issue> issues(Evidence evidence) {
    return evidence.observed().objectives().stream()
        .flatMap(
            objective ->
                objective.tiers().stream()
                    .map(ObjectiveSnapshot.TierSnapshot::tier)
                    .filter(tier -> !tier.isReachable())
                    .map(tier -> issue(objective, tier)))
        .toList();
  }

  private static Issue issue(ObjectiveSnapshot objective, Tier tier) {
    return Issue.of(
        Pattern.TIER_UNREACHABLE,
        Severity.WARNING,
        objective.definition().id(),
        "tier %s can never fire: %s".formatted(tier.name(), why(objective, tier)),
        ObjectiveActions.tiers(objective.definition().id(), tier.reach()));
  }

  private static String why(ObjectiveSnapshot objective, Tier tier) {
    return switch (tier.reach()) {
      case UNREACHABLE ->
          "its factor is %s, but if all events were bad the budget would burn %s times as fast"
              .formatted(tier.factorText(), fastest(objective));
      case WINDOW_TOO_LONG -> "its long window is longer than that of the objective";
      case WINDOW_TOO_SHORT ->
          "its short window is below a minute, or below the time between two evaluations";
      case REACHABLE -> "it can";
    };
  }

  private static String fastest(ObjectiveSnapshot objective) {
    return BigDecimal.ONE
        .divide(objective.definition().budgetRatio(), 1, RoundingMode.DOWN)
        .toPlainString();
  }
}
