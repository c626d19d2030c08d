// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.tsdb.chunk.Encoding;

/**
 * A full chunk and where {@link ChunkFiles} keeps it.
 *
 * @param position number of the file in the upper half, offset in the lower
 * @param length bytes of the chunk itself
 */
record HeadChunk(
    Encoding encoding, long minTime, long maxTime, int count, long position, int length) {

  boolean overlaps(long from, long to) {
    return minTime <= to && maxTime >= from;
  }

  int file() {
    return (int) (position >>> Integer.SIZE);
  }

  int offset() {
    return (int) position;
  }
}
