// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

/**
 * What happened in a span of time.
 *
 * @param bad how many events spent of the budget; from 0 to {@code total}
 * @param total how many events there were; with an indicator of gauges an event is a sample, with
 *     time slices it is a slice
 * @param minutes how many minutes of the span have at least one sample of the indicator; 0: nothing
 *     is known of the span
 */
public record Events(double bad, double total, int minutes) {

  /** Nothing is known. */
  public static final Events NONE = new Events(0, 0, 0);

  /** Both spans together. */
  public Events plus(Events other) {
    return new Events(bad + other.bad, total + other.total, minutes + other.minutes);
  }
}
