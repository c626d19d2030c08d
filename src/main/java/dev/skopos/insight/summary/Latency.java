// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.summary;

import java.util.Arrays;
import java.util.OptionalDouble;

/** Quantiles of how long runs took, in seconds; empty without a run. Immutable. */
public record Latency(OptionalDouble p50, OptionalDouble p95, OptionalDouble p99) {

  static final Latency UNKNOWN =
      new Latency(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

  /** Interpolated between the nearest values, as PromQL does. */
  static Latency of(double[] seconds) {
    double[] sorted = Arrays.stream(seconds).filter(Double::isFinite).sorted().toArray();
    return sorted.length == 0
        ? UNKNOWN
        : new Latency(at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99));
  }

  private static OptionalDouble at(double[] sorted, double quantile) {
    double rank = quantile * (sorted.length - 1);
    int lower = (int) Math.floor(rank);
    int upper = Math.min(lower + 1, sorted.length - 1);
    return OptionalDouble.of(sorted[lower] + (rank - lower) * (sorted[upper] - sorted[lower]));
  }
}
