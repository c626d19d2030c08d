// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.budget;

import java.time.Instant;
import java.util.List;

/**
 * What became of a period's own budget, whatever the window of the objective is. Immutable.
 *
 * @param from where counting really begins: on the grid, and not before it began
 * @param to where it really ends; at or before {@code from} where nothing is known
 * @param total all groups together
 * @param groups in ascending order of labels; without projection and burn rates
 */
public record PeriodBudget(Instant from, Instant to, BudgetState total, List<BudgetState> groups) {

  public PeriodBudget {
    groups = List.copyOf(groups);
  }

  /** Whether anything of the period was counted. */
  public boolean isCounted() {
    return from.isBefore(to);
  }
}
