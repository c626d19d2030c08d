// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.definition;

import static dev.skopos.slo.definition.InvalidObjectiveException.check;

import dev.skopos.model.Severity;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What happens when the budget runs out, besides alerts of its own.
 *
 * @param remainingBelowPercent in force while less than this is left of the budget of any group, or
 *     nothing at all; 0: while nothing is left
 * @param alert severity of an alert for as long as the policy is in force; null: none
 * @param freeze whether pod templates of workloads are kept meanwhile
 */
public record BudgetPolicy(
    BigDecimal remainingBelowPercent, @Nullable Severity alert, boolean freeze) {

  public BudgetPolicy {
    check(
        remainingBelowPercent.signum() >= 0 && remainingBelowPercent.compareTo(Percent.ALL) <= 0,
        "budgetPolicy.remainingBelowPercent",
        "%s, expected from 0 to 100",
        remainingBelowPercent.toPlainString());
  }

  /** Whether it is in force with this share of the budget left. */
  public boolean holds(double remainingRatio) {
    return remainingRatio <= 0
        || remainingRatio < Percent.ratio(remainingBelowPercent).doubleValue();
  }
}
