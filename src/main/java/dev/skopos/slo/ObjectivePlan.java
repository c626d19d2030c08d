// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.RuleDefinition;
import dev.skopos.slo.ObjectiveSnapshot.State;
import dev.skopos.slo.budget.BudgetState;
import dev.skopos.slo.budget.Evaluation;
import dev.skopos.slo.budget.Evaluator;
import dev.skopos.slo.budget.Tier;
import dev.skopos.slo.definition.Alerting;
import dev.skopos.slo.definition.BudgetPolicy;
import dev.skopos.slo.definition.ObjectiveDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An objective, ready to be evaluated. Immutable. */
record ObjectivePlan(
    ObjectiveDefinition definition,
    Evaluator evaluator,
    ObjectiveSeries series,
    List<PlannedAlert> alerts) {

  static ObjectivePlan of(ObjectiveDefinition definition) {
    Evaluator evaluator = new Evaluator(definition);
    ObjectiveSeries series =
        new ObjectiveSeries(definition, counted(definition.alerting(), evaluator.tiers()));
    return new ObjectivePlan(
        definition, evaluator, series, AlertPlan.of(definition, evaluator.tiers(), series));
  }

  private static Set<Duration> counted(Alerting alerting, List<Tier> tiers) {
    return alerting.minEvents() > 0 || alerting.minFailures() > 0
        ? tiers.stream().filter(Tier::isReachable).map(Tier::longWindow).collect(Collectors.toSet())
        : Set.of();
  }

  /** The rules that raise the alerts, evaluated together. */
  GroupDefinition rules() {
    List<RuleDefinition> rules = alerts.stream().map(each -> (RuleDefinition) each.rule()).toList();
    return new GroupDefinition(
        definition.id(),
        GroupDefinition.Form.GROUP,
        definition.interval(),
        Duration.ZERO,
        0,
        definition.suspend(),
        definition.channels(),
        rules);
  }

  /** The alert that an expression is of; empty: it is of none. */
  Optional<PlannedAlert> alert(String expr) {
    return alerts.stream().filter(alert -> alert.rule().expr().equals(expr)).findFirst();
  }

  /** Where the time begins of which everything must be counted before the alert is looked at. */
  Instant needs(PlannedAlert alert, Instant upTo) {
    Tier tier = alert.tier();
    return tier == null ? evaluator.windowBegin(upTo) : upTo.minus(tier.longWindow());
  }

  /** Whether both count the same. */
  boolean countsAs(ObjectiveDefinition other) {
    return definition.indicator().equals(other.indicator())
        && definition.groupBy().equals(other.groupBy())
        && definition.maxGroups() == other.maxGroups()
        && definition.budgeting().equals(other.budgeting());
  }

  /** What the objective is in. */
  State state(Evaluation evaluation) {
    Optional<BudgetState> worst = evaluation.worst();
    if (worst.isEmpty()) {
      return State.NO_DATA;
    }
    if (worst.get().isExhausted()) {
      return State.EXHAUSTED;
    }
    return burns(evaluation) ? State.BURNING : State.MET;
  }

  private boolean burns(Evaluation evaluation) {
    return alerts.stream()
        .filter(alert -> Objects.nonNull(alert.tier()))
        .anyMatch(alert -> !alert.condition().holds(evaluation).isEmpty());
  }

  /** Whether the budget policy is in force for any group. */
  boolean policyHolds(Evaluation evaluation) {
    BudgetPolicy policy = definition.policy();
    return policy != null
        && evaluation.worst().filter(worst -> policy.holds(worst.remainingRatio())).isPresent();
  }
}
