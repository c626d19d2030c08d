// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import java.util.Arrays;

/** The samples of one series in one batch, nearly always one. Not thread-safe. */
final class SampleBuffer {
  private long[] times = new long[1];
  private double[] values = new double[1];
  private int length;

  void add(long time, double value) {
    if (length == times.length) {
      times = Arrays.copyOf(times, 2 * length);
      values = Arrays.copyOf(values, 2 * length);
    }
    times[length] = time;
    values[length++] = value;
  }

  int length() {
    return length;
  }

  long time(int position) {
    return times[position];
  }

  double value(int position) {
    return values[position];
  }

  /** What would become of a sample that follows these, were they all that there is. */
  MemSeries.Outcome check(long time, double value) {
    return length == 0
        ? MemSeries.Outcome.APPENDED
        : MemSeries.compare(times[length - 1], values[length - 1], time, value);
  }
}
