// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

/** Reads the samples of a {@link Chunk} in order of time. Not thread-safe. */
final class ChunkDecoder {
  private final BitReader bits;
  private final int count;
  private int position;
  private long time;
  private long distance;
  private long value;
  private int leading;
  private int trailing;

  ChunkDecoder(Chunk chunk) {
    this.bits = new BitReader(chunk.data());
    this.count = chunk.count();
  }

  /** Goes to the next sample; false when there is none. */
  boolean next() {
    if (position == count) {
      return false;
    }
    if (position == 0) {
      time = bits.bits(Long.SIZE);
      value = bits.bits(Long.SIZE);
    } else {
      distance += readDistanceChange();
      time += distance;
      value ^= readChange();
    }
    position++;
    return true;
  }

  private long readDistanceChange() {
    if (!bits.bit()) {
      return 0;
    }
    for (int width : ChunkEncoder.DISTANCE_BITS) {
      if (!bits.bit()) {
        return bits.signed(width);
      }
    }
    return bits.bits(Long.SIZE);
  }

  private long readChange() {
    if (!bits.bit()) {
      return 0;
    }
    if (bits.bit()) {
      leading = (int) bits.bits(ChunkEncoder.LEADING_BITS);
      int significant = (int) bits.bits(ChunkEncoder.LENGTH_BITS);
      trailing = Long.SIZE - leading - (significant == 0 ? Long.SIZE : significant);
    }
    return bits.bits(Long.SIZE - leading - trailing) << trailing;
  }

  long time() {
    return time;
  }

  double value() {
    return Double.longBitsToDouble(value);
  }
}
