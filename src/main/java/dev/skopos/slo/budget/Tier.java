// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.budget;

import dev.skopos.model.Severity;
import dev.skopos.slo.definition.Percent;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * A burn-rate alert of one objective: fires while both windows burn faster than the factor.
 *
 * @param name the label {@code tier} of its alert, the same whatever the objective's window is
 * @param hold how long it has to burn so before the alert fires
 * @param reach whether it can fire at all
 */
public record Tier(
    String name,
    Duration shortWindow,
    Duration longWindow,
    BigDecimal factor,
    Duration hold,
    Severity severity,
    Reach reach) {

  /** Whether a tier can fire. */
  public enum Reach {
    REACHABLE,
    /** Not even if all events were bad: the factor times the budget's share is 1 or more. */
    UNREACHABLE,
    /** Its long window is longer than the window of the objective. */
    WINDOW_TOO_LONG,
    /**
     * Its short window is below a minute, below the time between two evaluations, or below the
     * length of a slice.
     */
    WINDOW_TOO_SHORT
  }

  public boolean isReachable() {
    return reach == Reach.REACHABLE;
  }

  /** The factor as it stands in expressions. */
  public String factorText() {
    return Percent.text(factor);
  }
}
