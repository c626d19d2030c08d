// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an objective stands at one instant.
 *
 * @param at when it was looked at
 * @param upTo up to when events count; earlier than {@code at} while {@code AbsentData.FREEZE}
 *     holds the objective as it was
 * @param from where the window really begins: on the grid, and not before the counting began
 * @param periodEnd of a calendar window; null: the window rolls
 * @param periodElapsedRatio how much of the calendar's period is over; null: the window rolls
 * @param dataAge since when there was no sample
 * @param total all groups together
 * @param groups in ascending order of labels
 * @param leftOut groups beyond the bound
 */
public record Evaluation(
    Instant at,
    Instant upTo,
    Instant from,
    @Nullable Instant periodEnd,
    @Nullable Double periodElapsedRatio,
    Duration dataAge,
    BudgetState total,
    List<BudgetState> groups,
    int leftOut) {

  /** The group without events comes last, that with the least of its budget left first. */
  private static final Comparator<BudgetState> WORST_FIRST =
      Comparator.comparing((BudgetState group) -> !group.hasEvents())
          .thenComparingDouble(BudgetState::remainingRatio)
          .thenComparing(BudgetState::group);

  public Evaluation {
    groups = List.copyOf(groups);
  }

  /** Whether the objective is held as it was, for want of samples. */
  public boolean isHeld() {
    return upTo.isBefore(at);
  }

  /** The groups with the least left of their budgets, those without events last. */
  public List<BudgetState> worst(int most) {
    return groups.stream().sorted(WORST_FIRST).limit(most).toList();
  }

  /** The group with the least left of its budget; empty when none has events. */
  public Optional<BudgetState> worst() {
    return groups.stream().filter(BudgetState::hasEvents).min(WORST_FIRST);
  }
}
