// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.insight.observe.Evidence;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import dev.skopos.slo.ObjectiveSnapshot;
import dev.skopos.slo.ObjectiveSnapshot.State;
import dev.skopos.slo.budget.BudgetState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Budgets that are spent, or will be within three days, while no alert of the objective fires. */
final class UnnoticedBudgets {

  private static final Duration SOON = Duration.ofDays(3);

  private UnnoticedBudgets() {}

  static List<Issue> issues(Evidence evidence) {
    return evidence.observed().objectives().stream()
        .filter(each -> each.firing() == 0)
        .filter(each -> each.state() == State.EXHAUSTED || isSoonSpent(each, evidence.at()))
        .map(UnnoticedBudgets::issue)
        .toList();
  }

  private static boolean isSoonSpent(ObjectiveSnapshot objective, Instant now) {
    boolean live = objective.state() == State.MET || objective.state() == State.BURNING;
    return live
        && objective
            .worst()
            .map(BudgetState::exhaustion)
            .filter(at -> at.isBefore(now.plus(SOON)))
            .isPresent();
  }

  private static Issue issue(ObjectiveSnapshot objective) {
    ResourceId id = objective.definition().id();
    double left = objective.worst().map(BudgetState::remainingRatio).orElse(0.0);
    return Issue.of(
        Pattern.BUDGET_UNNOTICED,
        Severity.HIGH,
        id,
        "%.1f %% of the error budget is left%s, and no alert of the objective fires"
            .formatted(100 * left, soon(objective)),
        "Look at what fails: /ui/objectives/%s/%s; %s"
            .formatted(id.namespace(), id.name(), ObjectiveActions.budget(id)));
  }

  private static String soon(ObjectiveSnapshot objective) {
    return objective
        .worst()
        .map(BudgetState::exhaustion)
        .map(at -> ", at this rate nothing will be from " + at)
        .orElse("");
  }
}
