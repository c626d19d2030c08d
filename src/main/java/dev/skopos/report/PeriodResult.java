// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.slo.budget.BudgetState;
import dev.skopos.slo.budget.PeriodBudget;
import java.time.Instant;
import java.util.Optional;

/**
 * How an objective did in a period. Immutable.
 *
 * @param title of the period
 * @param counted what of it was counted; empty: nothing
 * @param sli share of good events of all groups, from 0 to 1; NaN without events
 * @param budget how many events may be bad of those that there were
 * @param remainingRatio what was left of it as a share, negative when more was spent; NaN without
 *     events
 * @param groups how many had events
 * @param missedGroups how many of those missed the target
 */
public record PeriodResult(
    String title,
    Instant from,
    Instant to,
    Optional<Counted> counted,
    Verdict verdict,
    double sli,
    double bad,
    double total,
    double budget,
    double remainingRatio,
    int groups,
    int missedGroups) {

  /** Events of sums are floating point numbers. */
  private static final double CRUMBS = 1e-9;

  /** What was counted. */
  public record Counted(Instant from, Instant to) {}

  /** Whether the target was reached. */
  public enum Verdict {
    MET("met"),
    /** At least one group has more bad events than its budget allows. */
    MISSED("missed"),
    NO_DATA("no data");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    /** For people. */
    public String text() {
      return text;
    }
  }

  static PeriodResult of(ReportPeriod period, PeriodBudget spent) {
    int groups = (int) spent.groups().stream().filter(BudgetState::hasEvents).count();
    int missed = (int) spent.groups().stream().filter(PeriodResult::missed).count();
    BudgetState total = spent.total();
    return new PeriodResult(
        period.title(),
        period.span().begin(),
        period.span().end(),
        spent.isCounted() ? Optional.of(new Counted(spent.from(), spent.to())) : Optional.empty(),
        groups == 0 ? Verdict.NO_DATA : missed == 0 ? Verdict.MET : Verdict.MISSED,
        total.sli(),
        total.events().bad(),
        total.events().total(),
        total.budget(),
        total.remainingRatio(),
        groups,
        missed);
  }

  static boolean missed(BudgetState group) {
    return group.hasEvents() && group.events().bad() > group.budget() * (1 + CRUMBS);
  }

  /** How much better the share of good events is than in another period; NaN: not known. */
  public double sliChange(PeriodResult earlier) {
    return sli - earlier.sli;
  }
}
