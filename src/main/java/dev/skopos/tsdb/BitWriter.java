// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import java.util.Arrays;

/** Packs bits into bytes, the most significant first; grows as needed. Not thread-safe. */
final class BitWriter {
  private byte[] bytes = new byte[32];
  private int length;
  private int free;

  void bit(boolean one) {
    bits(one ? 1 : 0, 1);
  }

  /** Writes the lowest {@code count} bits of the value, 0 to 64. */
  void bits(long value, int count) {
    int left = count;
    while (left > 0) {
      if (free == 0) {
        nextByte();
      }
      int taken = Math.min(left, free);
      long part = (value >>> (left - taken)) & ((1L << taken) - 1);
      bytes[length - 1] |= (byte) (part << (free - taken));
      free -= taken;
      left -= taken;
    }
  }

  private void nextByte() {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length + Math.max(32, bytes.length / 2));
    }
    length++;
    free = 8;
  }

  int length() {
    return length;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
