// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import dev.skopos.promql.column.Steps;
import dev.skopos.promql.eval.SampleCount;
import java.time.Duration;

/**
 * What a query took.
 *
 * @param steps at which it was evaluated
 * @param preparation reading from the store
 * @param evaluation calculating, without the reading
 * @param sorting making the result of what was calculated
 * @param peak the most samples that it held at a time
 */
public record QueryStatistics(
    Steps steps,
    Duration preparation,
    Duration evaluation,
    Duration sorting,
    SampleCount samples,
    long peak) {

  /** All of it. */
  public Duration total() {
    return preparation.plus(evaluation).plus(sorting);
  }
}
