// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import dev.skopos.model.Labels;

/**
 * One alert that fired once, as the series of alerts tell: milliseconds since the epoch.
 *
 * @param alert its labels without the state
 * @param activeAt when its condition began to hold
 * @param first the first evaluation in the window at which it fired
 * @param last the last one
 * @param evaluations how many there were
 */
record Firing(Labels alert, long activeAt, long first, long last, long evaluations) {

  /** The same with one more evaluation. */
  Firing seen(long at) {
    return new Firing(alert, activeAt, first, at, evaluations + 1);
  }

  /** How long the condition held at the most; when it is kept firing, less is true of it. */
  long heldMillis() {
    return last - activeAt;
  }

  /** The distance of the evaluations; 0 when there was but one. */
  long spacing() {
    return evaluations < 2 ? 0 : (last - first) / (evaluations - 1);
  }
}
