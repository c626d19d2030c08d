// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Packs a column of numbers: whole ones as the least of them, and each one's distance from it in as
 * few bits as the largest distance needs; others as they are. A column starts with the number of
 * bits, or {@link #RAW}; then come the least number as a variable-length integer, zigzag, and the
 * distances. Reading reads up to 8 bytes behind the column, which must be there.
 */
final class Packing {

  /** Room that must be there behind the last column. */
  static final int TRAILER = 8;

  private static final int RAW = 64;
  private static final double LARGEST = 0x1p51;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  private Packing() {}

  /** The most that a column of so many numbers takes. */
  static int maxBytes(int length) {
    return 16 + 8 * length;
  }

  /** Writes the numbers of the column; the bytes must be 0 before. Returns the end. */
  static int write(double[] column, int from, int to, byte[] bytes, int at) {
    double least = column[from];
    double most = column[from];
    boolean whole = true;
    for (int i = from; i < to; i++) {
      least = Math.min(least, column[i]);
      most = Math.max(most, column[i]);
      whole &= column[i] == Math.rint(column[i]);
    }
    return whole && Math.max(-least, most) < LARGEST
        ? writeWhole(column, from, to, (long) least, (long) most, bytes, at)
        : writeRaw(column, from, to, bytes, at);
  }

  private static int writeRaw(double[] column, int from, int to, byte[] bytes, int at) {
    bytes[at] = RAW;
    for (int i = from; i < to; i++) {
      DOUBLE.set(bytes, at + 1 + 8 * (i - from), column[i]);
    }
    return at + 1 + 8 * (to - from);
  }

  private static int writeWhole(
      double[] column, int from, int to, long least, long most, byte[] bytes, int at) {
    int width = Long.SIZE - Long.numberOfLeadingZeros(most - least);
    bytes[at] = (byte) width;
    int begin = writeVarint((least << 1) ^ (least >> 63), bytes, at + 1);
    for (int i = from; i < to && width > 0; i++) {
      long bit = (long) (i - from) * width;
      int place = begin + (int) (bit >>> 3);
      long packed = ((long) column[i] - least) << (bit & 7);
      for (int k = 0; packed != 0; k++, packed >>>= 8) {
        bytes[place + k] |= (byte) packed;
      }
    }
    return begin + packedBytes(to - from, width);
  }

  private static int writeVarint(long zigzag, byte[] bytes, int at) {
    long rest = zigzag;
    int end = at;
    while ((rest & ~0x7FL) != 0) {
      bytes[end++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[end++] = (byte) rest;
    return end;
  }

  private static int packedBytes(int length, int width) {
    return (length * width + 7) >>> 3;
  }

  /** Reads a whole column into the target; returns the end. */
  static int read(byte[] bytes, int at, int length, double[] target, int into) {
    int width = bytes[at];
    if (width == RAW) {
      for (int i = 0; i < length; i++) {
        target[into + i] = (double) DOUBLE.get(bytes, at + 1 + 8 * i);
      }
      return at + 1 + 8 * length;
    }
    int begin = endOfVarint(bytes, at + 1);
    long least = zigzag(bytes, at + 1, begin);
    for (int i = 0; i < length; i++) {
      target[into + i] = least + distance(bytes, begin, i, width);
    }
    return begin + packedBytes(length, width);
  }

  /** Where the column ends that starts here. */
  static int end(byte[] bytes, int at, int length) {
    return bytes[at] == RAW
        ? at + 1 + 8 * length
        : endOfVarint(bytes, at + 1) + packedBytes(length, bytes[at]);
  }

  /** The sum of some numbers of the column that starts here. */
  static double sum(byte[] bytes, int at, int from, int to) {
    int width = bytes[at];
    if (width == RAW) {
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += (double) DOUBLE.get(bytes, at + 1 + 8 * i);
      }
      return sum;
    }
    int begin = endOfVarint(bytes, at + 1);
    long sum = zigzag(bytes, at + 1, begin) * (to - from);
    for (int i = from; i < to && width > 0; i++) {
      sum += distance(bytes, begin, i, width);
    }
    return sum;
  }

  private static long distance(byte[] bytes, int begin, int index, int width) {
    if (width == 0) {
      return 0;
    }
    long bit = (long) index * width;
    long word = (long) LONG.get(bytes, begin + (int) (bit >>> 3));
    return (word >>> (bit & 7)) & (-1L >>> (Long.SIZE - width));
  }

  private static int endOfVarint(byte[] bytes, int at) {
    int end = at;
    while (bytes[end] < 0) {
      end++;
    }
    return end + 1;
  }

  private static long zigzag(byte[] bytes, int at, int end) {
    long value = 0;
    for (int i = at; i < end; i++) {
      value |= (bytes[i] & 0x7FL) << (7 * (i - at));
    }
    return (value >>> 1) ^ -(value & 1);
  }
}
