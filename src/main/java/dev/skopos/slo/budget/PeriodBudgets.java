// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.budget;

import dev.skopos.slo.count.Accounts;
import java.time.Instant;

/** The budgets of any periods, of what was counted up to now. Immutable and thread-safe. */
public final class PeriodBudgets {

  private final Evaluator evaluator;
  private final Accounts accounts;

  /** Reckoned by an evaluator from its objective's accounts. */
  public PeriodBudgets(Evaluator evaluator, Accounts accounts) {
    this.evaluator = evaluator;
    this.accounts = accounts;
  }

  /** The budget of a period, with the exclusions of today. */
  public PeriodBudget over(Instant from, Instant to) {
    return evaluator.over(accounts, from, to);
  }

  /** Up to when events were counted. */
  public Instant until() {
    return accounts.until();
  }
}
