// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

/** Reads what {@link BitWriter} wrote. Not thread-safe. */
final class BitReader {
  private final byte[] bytes;
  private int position;
  private int left = 8;

  BitReader(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean bit() {
    return bits(1) == 1;
  }

  /** The next {@code count} bits, 0 to 64, as the lowest ones of the result. */
  long bits(int count) {
    long value = 0;
    int wanted = count;
    while (wanted > 0) {
      if (left == 0) {
        position++;
        left = 8;
      }
      int taken = Math.min(wanted, left);
      int part = ((bytes[position] & 0xff) >>> (left - taken)) & ((1 << taken) - 1);
      value = (value << taken) | part;
      left -= taken;
      wanted -= taken;
    }
    return value;
  }

  /** The next {@code count} bits as a number with a sign, 1 to 64. */
  long signed(int count) {
    int unused = Long.SIZE - count;
    return (bits(count) << unused) >> unused;
  }
}
