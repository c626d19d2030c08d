// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import java.time.Duration;

/**
 * How an engine evaluates, and its limits.
 *
 * @param lookback how old a sample may be to count as the current value
 * @param subqueryStep the distance of a subquery's steps if it names none
 * @param mostSamples how many samples one query may hold in memory
 * @param mostBytes how much memory the samples of all queries together may take; a query that would
 *     need more ends as if it had too many samples
 * @param timeout how long one query may take
 * @param cachedExpressions how many parsed expressions are kept
 */
public record EngineOptions(
    Duration lookback,
    Duration subqueryStep,
    long mostSamples,
    long mostBytes,
    Duration timeout,
    int cachedExpressions) {

  /** Prometheus' defaults, and half of the heap. */
  public static final EngineOptions DEFAULTS =
      new EngineOptions(
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          50_000_000,
          Runtime.getRuntime().maxMemory() / 2,
          Duration.ofMinutes(2),
          1_000);

  public EngineOptions {
    if (!lookback.isPositive() || !subqueryStep.isPositive() || !timeout.isPositive()) {
      throw new IllegalArgumentException("durations of an engine must be positive");
    }
    if (mostSamples < 1 || mostBytes < 1 || cachedExpressions < 1) {
      throw new IllegalArgumentException("limits of an engine must be positive");
    }
  }
}
