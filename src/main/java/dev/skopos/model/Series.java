// SPDX-License-Identifier: Apache-2.0
package dev.skopos.model;

/**
 * The samples of one series in a span of time, by column. The arrays are handed over, not copied:
 * whoever made them must not change them any more.
 *
 * @param labels what identifies the series, its metric name among them
 * @param timestamps milliseconds since the epoch, strictly ascending
 * @param values as many as time stamps; stale markers are among them
 */
@SuppressWarnings("ArrayRecordComponent")
public record Series(Labels labels, long[] timestamps, double[] values) {

  public Series {
    if (timestamps.length != values.length) {
      throw new IllegalArgumentException(
          "%d time stamps but %d values".formatted(timestamps.length, values.length));
    }
  }

  public int length() {
    return timestamps.length;
  }
}
