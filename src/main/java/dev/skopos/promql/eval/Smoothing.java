// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.promql.column.Column;

/** Values between the samples of a series, on the line through its neighbours. */
final class Smoothing {

  private final long[] timestamps;
  private final double[] values;
  private final long reach;

  /**
   * A smoothed series of numbers.
   *
   * @param reach how far in milliseconds a neighbour may be away
   */
  Smoothing(long[] timestamps, double[] values, long reach) {
    this.timestamps = timestamps;
    this.values = values;
    this.reach = reach;
  }

  double at(long instant) {
    return at(new long[] {instant})[0];
  }

  double[] at(long[] instants) {
    double[] smoothed = new double[instants.length];
    int next = 0;
    for (int step = 0; step < instants.length; step++) {
      long instant = instants[step];
      while (next < timestamps.length && timestamps[next] <= instant) {
        next++;
      }
      smoothed[step] = between(next - 1, next, instant);
    }
    return smoothed;
  }

  private double between(int before, int after, long instant) {
    if (before < 0 || timestamps[before] <= instant - reach) {
      return Column.ABSENT;
    }
    boolean alone = after >= timestamps.length || timestamps[after] > instant + reach;
    if (alone || timestamps[before] == instant) {
      return values[before];
    }
    return values[before]
        + (values[after] - values[before])
            * (instant - timestamps[before])
            / (timestamps[after] - timestamps[before]);
  }
}
