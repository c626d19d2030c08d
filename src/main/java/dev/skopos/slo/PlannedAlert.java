// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.RuleDefinition;
import dev.skopos.slo.budget.Evaluation;
import dev.skopos.slo.budget.Tier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One alert of an objective.
 *
 * @param rule its expression is PromQL over the series of the objective
 * @param condition gives what the expression gives, from memory
 * @param tier null: the alert is not of a burn rate
 */
record PlannedAlert(RuleDefinition.Alerting rule, Condition condition, @Nullable Tier tier) {

  /** For which groups an alert's condition holds. */
  @FunctionalInterface
  interface Condition {

    List<Element> holds(Evaluation evaluation);
  }
}
