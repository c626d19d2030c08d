// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

/**
 * Compresses samples of one series as Facebook's Gorilla does: the change of the distance between
 * time stamps, and the exclusive or with the value before, both in few bits when they are small. A
 * series with a steady interval and value costs two bits a sample. Not thread-safe.
 */
final class ChunkEncoder {

  /** Widths of the changes of distance; jitter of up to 63 ms fits the first. */
  static final int[] DISTANCE_BITS = {7, 12, 20};

  static final int LEADING_BITS = 5;
  static final int LENGTH_BITS = 6;
  private static final int MAX_LEADING = (1 << LEADING_BITS) - 1;

  private final BitWriter bits = new BitWriter();
  private int count;
  private long firstTime;
  private long lastTime;
  private long distance;
  private long lastValue;
  private int leading;
  private int trailing = Long.SIZE;

  /** Adds a sample; its time stamp is later than that of the one before. */
  void append(long time, double value) {
    long valueBits = Double.doubleToRawLongBits(value);
    if (count == 0) {
      firstTime = time;
      bits.bits(time, Long.SIZE);
      bits.bits(valueBits, Long.SIZE);
    } else {
      writeDistance(time - lastTime);
      writeChange(valueBits ^ lastValue);
    }
    lastTime = time;
    lastValue = valueBits;
    count++;
  }

  private void writeDistance(long newDistance) {
    long change = newDistance - distance;
    distance = newDistance;
    if (change == 0) {
      bits.bit(false);
      return;
    }
    for (int width : DISTANCE_BITS) {
      bits.bit(true);
      if (change >= -(1L << (width - 1)) && change < 1L << (width - 1)) {
        bits.bit(false);
        bits.bits(change, width);
        return;
      }
    }
    bits.bit(true);
    bits.bits(change, Long.SIZE);
  }

  private void writeChange(long change) {
    if (change == 0) {
      bits.bit(false);
      return;
    }
    bits.bit(true);
    int zerosBefore = Math.min(Long.numberOfLeadingZeros(change), MAX_LEADING);
    int zerosAfter = Long.numberOfTrailingZeros(change);
    boolean fits = trailing < Long.SIZE && zerosBefore >= leading && zerosAfter >= trailing;
    bits.bit(!fits);
    if (!fits) {
      leading = zerosBefore;
      trailing = zerosAfter;
      bits.bits(leading, LEADING_BITS);
      // 64 significant bits do not fit; 0 cannot occur and stands for them
      bits.bits(significant(), LENGTH_BITS);
    }
    bits.bits(change >>> trailing, significant());
  }

  private int significant() {
    return Long.SIZE - leading - trailing;
  }

  int count() {
    return count;
  }

  /** Bytes in use. */
  int length() {
    return bits.length();
  }

  long lastTime() {
    return lastTime;
  }

  double lastValue() {
    return Double.longBitsToDouble(lastValue);
  }

  /** What was added so far; later additions do not change it. */
  Chunk toChunk() {
    return new Chunk(firstTime, lastTime, count, bits.toBytes());
  }
}
