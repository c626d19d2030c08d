// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.summary;

import java.util.OptionalDouble;

/**
 * What runs of checks gave. Immutable.
 *
 * @param runs those with a result
 * @param failed how many of them
 */
public record Figures(long runs, long failed, Latency latency) {

  /** The share of good runs; empty without one. */
  public OptionalDouble uptime() {
    return runs == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) (runs - failed) / runs);
  }
}
