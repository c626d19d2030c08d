// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.budget;

import dev.skopos.model.Labels;
import dev.skopos.slo.count.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the budget of one group stands.
 *
 * @param group its labels; without any where there is no groupBy, and for all groups together
 * @param events of the objective's window
 * @param sli share of good events, from 0 to 1; NaN without events
 * @param budget how many events may be bad of those that there were
 * @param remainingRatio what is left of it as a share, negative when more was spent; NaN without
 *     events
 * @param exhaustion when nothing will be left if things go on as now; null: not at all, or nothing
 *     is left already
 * @param burns by window, ascending
 */
public record BudgetState(
    Labels group,
    Events events,
    double sli,
    double budget,
    double remainingRatio,
    @Nullable Instant exhaustion,
    SortedMap<Duration, Burn> burns) {

  public BudgetState {
    burns = Collections.unmodifiableSortedMap(new TreeMap<>(burns));
  }

  /**
   * How fast the budget is spent.
   *
   * @param rate as a multiple of what the target allows; NaN without events
   */
  public record Burn(Events events, double rate) {

    static final Burn NONE = new Burn(Events.NONE, Double.NaN);
  }

  /** How fast a window burns; nothing is known of one that no tier has. */
  public Burn burn(Duration window) {
    return burns.getOrDefault(window, Burn.NONE);
  }

  public boolean hasEvents() {
    return events.total() > 0;
  }

  /** Whether nothing is left of the budget. */
  public boolean isExhausted() {
    return remainingRatio <= 0;
  }
}
