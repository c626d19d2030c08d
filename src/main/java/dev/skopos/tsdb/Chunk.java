// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

/**
 * Compressed samples of one series; immutable.
 *
 * @param minTime time stamp of the first sample
 * @param maxTime time stamp of the last one
 */
@SuppressWarnings("ArrayRecordComponent")
record Chunk(long minTime, long maxTime, int count, byte[] data) {

  /** Samples of a full chunk, as in Prometheus. */
  static final int FULL = 120;

  /** What a chunk takes on the heap beside its data: the objects' headers and fields. */
  private static final int OVERHEAD_BYTES = 56;

  boolean overlaps(long from, long to) {
    return minTime <= to && maxTime >= from;
  }

  int heapBytes() {
    return data.length + OVERHEAD_BYTES;
  }
}
