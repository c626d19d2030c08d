// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.chunk;

import dev.skopos.tsdb.format.ByteWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Packs bits into bytes, the most significant first; grows as needed. Not thread-safe. */
final class BitWriter {

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes;
  private int length;
  private long word;
  private int used;

  BitWriter(int capacity) {
    bytes = new byte[capacity];
  }

  /** A writer that goes on behind the first bits of what one wrote before. */
  BitWriter(byte[] written, int bits) {
    int words = bits / Long.SIZE * Long.BYTES;
    bytes = Arrays.copyOf(written, words + 2 * Long.BYTES);
    length = words;
    used = bits % Long.SIZE;
    word = used == 0 ? 0 : (long) WORD.get(bytes, words) & (-1L << (Long.SIZE - used));
  }

  void bit(boolean one) {
    bits(one ? 1 : 0, 1);
  }

  /** Writes the lowest {@code count} bits of the value, 0 to 64. */
  void bits(long value, int count) {
    if (count == 0) {
      return;
    }
    long masked = count == Long.SIZE ? value : value & ((1L << count) - 1);
    int free = Long.SIZE - used;
    if (count < free) {
      word |= masked << (free - count);
      used += count;
      return;
    }
    int rest = count - free;
    word |= masked >>> rest;
    flush();
    word = rest == 0 ? 0 : masked << (Long.SIZE - rest);
    used = rest;
  }

  private void flush() {
    if (bytes.length - length < Long.BYTES) {
      // what is given up here is old by then, and stays until the whole heap is collected
      bytes = Arrays.copyOf(bytes, length + Math.max(2 * Long.BYTES, length));
    }
    WORD.set(bytes, length, word);
    length += Long.BYTES;
  }

  /** A number with a sign, as long as it must be. */
  void sized(long value) {
    long bits = ByteWriter.zigzag(value);
    int size = Long.SIZE - Long.numberOfLeadingZeros(bits);
    bits(size, BitReader.SIZE_BITS);
    bits(bits, size);
  }

  /** Bits in use. */
  int bitLength() {
    return length * Byte.SIZE + used;
  }

  /** What was written so far, the last byte filled with zeros. */
  byte[] toBytes() {
    int tail = (used + 7) >>> 3;
    byte[] copy = Arrays.copyOf(bytes, length + tail);
    for (int i = 0; i < tail; i++) {
      copy[length + i] = (byte) (word >>> (Long.SIZE - Byte.SIZE * (i + 1)));
    }
    return copy;
  }
}
