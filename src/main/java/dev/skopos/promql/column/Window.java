// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.column;

import dev.skopos.model.Histogram;
import dev.skopos.promql.ast.Modifiers.Extension;
import dev.skopos.promql.column.Windows.RawHistograms;

/**
 * The samples of one series that belong to one step; moves from step to step. Numbers and
 * histograms are counted apart, each from 0 on in ascending order of time.
 */
public final class Window {
  private static final RawHistograms NONE = new RawHistograms(new long[0], new Histogram[0]);

  private final Windows windows;
  private final Windows.Raw raw;
  private final long[] timestamps;
  private final double[] values;
  private final RawHistograms histograms;
  private final long before;
  private final long after;
  private int step = -1;
  private int first;
  private int end;
  private int firstHistogram;
  private int endHistogram;
  private int added;

  Window(Windows windows, Windows.Raw raw) {
    this.windows = windows;
    this.raw = raw;
    this.timestamps = raw.timestamps();
    this.values = raw.values();
    RawHistograms present = raw.histograms();
    this.histograms = present == null ? NONE : present;
    this.before = windows.extension() == Extension.NONE ? 0 : windows.reach();
    this.after = windows.extension() == Extension.SMOOTHED ? windows.reach() : 0;
  }

  /** Moves to the next step. */
  public void next() {
    step++;
    long from = start() - before;
    long to = end() + after;
    int previous = end;
    int previousHistogram = endHistogram;
    end = skip(timestamps, end, timestamps.length, to);
    first = skip(timestamps, first, end, from);
    long[] times = histograms.timestamps();
    endHistogram = skip(times, endHistogram, times.length, to);
    firstHistogram = skip(times, firstHistogram, endHistogram, from);
    added = end - Math.max(previous, first);
    added += endHistogram - Math.max(previousHistogram, firstHistogram);
  }

  private static int skip(long[] times, int position, int limit, long last) {
    int next = position;
    while (next < limit && times[next] <= last) {
      next++;
    }
    return next;
  }

  public int step() {
    return step;
  }

  /** The series whose samples these are. */
  public Windows.Raw raw() {
    return raw;
  }

  /** How many numbers there are. */
  public int size() {
    return end - first;
  }

  /** The position of the first number among all of the series. */
  public int first() {
    return first;
  }

  /** How many numbers and histograms were not in the window before. */
  public int added() {
    return added;
  }

  public boolean isEmpty() {
    return end == first && endHistogram == firstHistogram;
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

  /** How many histograms there are. */
  public int histogramCount() {
    return endHistogram - firstHistogram;
  }

  public Histogram histogram(int index) {
    return histograms.values()[firstHistogram + index];
  }

  public long histogramTimestamp(int index) {
    return histograms.timestamps()[firstHistogram + index];
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
