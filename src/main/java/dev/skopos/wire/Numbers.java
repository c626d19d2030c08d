// SPDX-License-Identifier: Apache-2.0
package dev.skopos.wire;

import java.util.Arrays;

/** Integers of 64 bits, or the bits of floating point numbers; grows as needed. */
public final class Numbers {

  private long[] values = new long[16];
  private int size;

  public void clear() {
    size = 0;
  }

  public void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  public int size() {
    return size;
  }

  public long get(int index) {
    return values[index];
  }

  /** The floating point number whose bits were added. */
  public double getDouble(int index) {
    return Double.longBitsToDouble(values[index]);
  }

  void set(int index, long value) {
    values[index] = value;
  }
}
