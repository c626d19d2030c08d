// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.column;

import dev.skopos.promql.ast.Modifiers.Extension;

/** The samples of one series that belong to one step; moves from step to step. */
public final class Window {

  private final Windows windows;
  private final long[] timestamps;
  private final double[] values;
  private final long before;
  private final long after;
  private int step = -1;
  private int first;
  private int end;

  Window(Windows windows, Windows.Raw raw) {
    this.windows = windows;
    this.timestamps = raw.timestamps();
    this.values = raw.values();
    this.before = windows.extension() == Extension.NONE ? 0 : windows.reach();
    this.after = windows.extension() == Extension.SMOOTHED ? windows.reach() : 0;
  }

  /** Moves to the next step. */
  public void next() {
    step++;
    long from = start() - before;
    long to = end() + after;
    while (end < timestamps.length && timestamps[end] <= to) {
      end++;
    }
    while (first < end && timestamps[first] <= from) {
      first++;
    }
  }

  public int step() {
    return step;
  }

  public int size() {
    return end - first;
  }

  public double value(int index) {
    return values[first + index];
  }

  public long timestamp(int index) {
    return timestamps[first + index];
  }

  public double firstValue() {
    return values[first];
  }

  public double lastValue() {
    return values[end - 1];
  }

  public long firstTimestamp() {
    return timestamps[first];
  }

  public long lastTimestamp() {
    return timestamps[end - 1];
  }

  /** The last millisecond before the window. */
  public long start() {
    return windows.starts()[step];
  }

  /** The last millisecond of the window. */
  public long end() {
    return windows.ends()[step];
  }

  /** The length of the window in milliseconds. */
  public long range() {
    return windows.range();
  }

  public Extension extension() {
    return windows.extension();
  }
}
