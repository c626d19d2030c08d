// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.stream.IntStream;

/**
 * The instants that a series is forecast from: some in the past, where the outcome is known, and
 * last its end. An origin is the number of values that are known at it.
 */
@SuppressWarnings("ArrayRecordComponent")
record Origins(int[] at, int step, int reach, int horizon) {

  private static final int PAST = 14;

  /** Days that are left to judge by, however young the newest break is. */
  private static final int FEWEST = 3;

  /** Hours between origins at least. */
  private static final int CLOSEST = 6;

  /**
   * Chooses them for a series: at most 14 in the past, a day apart or farther when the horizon is
   * long, none in the first half of the series, in the first three days, or before {@code since}.
   */
  static Origins of(int size, int horizon, int since) {
    int earliest = Math.min(since, size - FEWEST * Hours.DAY);
    int first = Math.max(Math.max(size / 2, 3 * Hours.DAY), earliest);
    int reach = Math.min(horizon, Math.max(Math.min(size / 4, size - first), 1));
    int step = Hours.DAY * Math.max(1, Math.ceilDiv(reach, PAST * Hours.DAY));
    int past = Math.clamp((size - first) / step, 0, PAST);
    return of(size, step, reach, horizon, past);
  }

  /**
   * Chooses them for a short horizon: 14 in the past wherever the second half of the series has
   * room for them, from a day to six hours apart.
   */
  static Origins close(int size, int horizon) {
    int first = Math.max(size / 2, FEWEST * Hours.DAY);
    int reach = Math.min(horizon, Math.max(Math.min(size / 4, size - first), 1));
    int apart = (size - first) / PAST / CLOSEST * CLOSEST;
    int step = Math.clamp(apart, CLOSEST, Hours.DAY);
    return of(size, step, reach, horizon, Math.clamp((size - first) / step, 0, PAST));
  }

  private static Origins of(int size, int step, int reach, int horizon, int past) {
    int[] at = IntStream.rangeClosed(0, past).map(i -> size - (past - i) * step).toArray();
    return new Origins(at, step, reach, horizon);
  }

  /** The end of a series alone. */
  static Origins end(int size, int horizon) {
    return new Origins(new int[] {size}, Hours.DAY, 1, horizon);
  }

  /** All of them, the end included. */
  int count() {
    return at.length;
  }

  int last() {
    return at.length - 1;
  }

  int size() {
    return at[last()];
  }

  /** How far the path of an origin goes: in the past as far as it can be compared. */
  int horizon(int origin) {
    return origin == last() ? horizon : Math.min(reach, size() - at[origin]);
  }

  /** Room for a path of each origin, in hours. */
  double[][] paths() {
    return IntStream.range(0, count())
        .mapToObj(i -> new double[horizon(i)])
        .toArray(double[][]::new);
  }
}
