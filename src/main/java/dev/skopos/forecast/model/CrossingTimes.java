// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.time.Duration;
import java.util.Arrays;

/** When each of many ways in which usage may go on reaches the limit. Immutable. */
public final class CrossingTimes {

  private final int ways;

  /** Of the ways that reach it, in ascending order. */
  private final int[] hours;

  private CrossingTimes(int ways, int[] hours) {
    this.ways = ways;
    this.hours = hours;
  }

  /**
   * Of as many ways.
   *
   * @param ways at least one
   * @param hours after which those reach the limit that do; at most one for each way
   */
  public static CrossingTimes of(int ways, int... hours) {
    if (ways < 1 || hours.length > ways) {
      throw new IllegalArgumentException(
          "%d of %d ways reach the limit, expected at least one way, and at most all of them"
              .formatted(hours.length, ways));
    }
    int[] sorted = hours.clone();
    Arrays.sort(sorted);
    return new CrossingTimes(ways, sorted);
  }

  /** The share of the ways that reach the limit within a time, or within the horizon before it. */
  public double within(Duration time) {
    double end = time.toSeconds() / 3600.0;
    return (double) Arrays.stream(hours).filter(hour -> hour < end).count() / ways;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CrossingTimes that
        && ways == that.ways
        && Arrays.equals(hours, that.hours);
  }

  @Override
  public int hashCode() {
    return 31 * ways + Arrays.hashCode(hours);
  }

  @Override
  public String toString() {
    return "%d of %d".formatted(hours.length, ways);
  }
}
