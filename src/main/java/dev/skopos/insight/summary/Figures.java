// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.summary;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What runs of checks gave. Immutable.
 *
 * @param runs those with a result; empty: not known
 * @param failed how many of them; empty: not known
 */
public record Figures(OptionalLong runs, OptionalLong failed, Latency latency) {

  /** Whether there was a run; false where that is not known. */
  public boolean ran() {
    return runs.orElse(0) > 0;
  }

  /** The share of good runs; empty without one, or where that is not known. */
  public OptionalDouble uptime() {
    return ran() && failed.isPresent()
        ? OptionalDouble.of((double) (runs.getAsLong() - failed.getAsLong()) / runs.getAsLong())
        : OptionalDouble.empty();
  }
}
