// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import java.time.Duration;

/**
 * How long things are done.
 *
 * @param warmUp before anything is measured
 * @param measured all measuring of a workload together
 */
record Durations(Duration warmUp, Duration measured) {

  static final Durations FULL = new Durations(Duration.ofMinutes(2), Duration.ofMinutes(5));

  /** All of them in a shorter time, to try something out. */
  Durations scaled(double factor) {
    return new Durations(times(warmUp, factor), times(measured, factor));
  }

  private static Duration times(Duration duration, double factor) {
    return Duration.ofMillis((long) (duration.toMillis() * factor));
  }
}
