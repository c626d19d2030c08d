// SPDX-License-Identifier: Apache-2.0
package dev.skopos.model;

import org.jspecify.annotations.Nullable;

/**
 * The samples of one series in a span of time, by column. The arrays are handed over, not copied:
 * whoever made them must not change them any more.
 *
 * @param labels what identifies the series, its metric name among them
 * @param timestamps milliseconds since the epoch, strictly ascending
 * @param values as many as time stamps; stale markers are among them; where there is a histogram,
 *     the value has no meaning
 * @param histograms null for a series of numbers alone; otherwise as many as time stamps, null
 *     where the sample is a number
 */
@SuppressWarnings("ArrayRecordComponent")
public record Series(
    Labels labels,
    long[] timestamps,
    double[] values,
    @Nullable Histogram @Nullable [] histograms) {

  public Series {
    if (timestamps.length != values.length) {
      throw new IllegalArgumentException(
          "%d time stamps but %d values".formatted(timestamps.length, values.length));
    }
    if (histograms != null && histograms.length != timestamps.length) {
      throw new IllegalArgumentException(
          "%d time stamps but %d histograms".formatted(timestamps.length, histograms.length));
    }
  }

  /** A series of numbers alone. */
  public Series(Labels labels, long[] timestamps, double[] values) {
    this(labels, timestamps, values, null);
  }

  public int length() {
    return timestamps.length;
  }

  /** The histogram at the index; null when that sample is a number. */
  public @Nullable Histogram histogram(int index) {
    return histograms == null ? null : histograms[index];
  }
}
