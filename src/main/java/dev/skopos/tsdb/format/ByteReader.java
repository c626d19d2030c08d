// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link ByteWriter} wrote; damaged bytes lead to a {@link CorruptDataException}, never
 * to a large allocation. Not thread-safe.
 */
public final class ByteReader {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int end;
  private int position;

  public ByteReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  public ByteReader(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.position = offset;
    this.end = offset + length;
  }

  private int take(int count) {
    if (count < 0 || count > end - position) {
      throw new CorruptDataException(
          "%d bytes wanted, %d are left".formatted(count, end - position));
    }
    int start = position;
    position += count;
    return start;
  }

  public boolean hasMore() {
    return position < end;
  }

  public int remaining() {
    return end - position;
  }

  public int position() {
    return position;
  }

  public int getByte() {
    return bytes[take(1)] & 0xff;
  }

  public int getInt() {
    return (int) INT.get(bytes, take(Integer.BYTES));
  }

  public long getLong() {
    return (long) LONG.get(bytes, take(Long.BYTES));
  }

  public double getDouble() {
    return Double.longBitsToDouble(getLong());
  }

  public long getVarint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = bytes[take(1)];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new CorruptDataException("a number of more than ten bytes");
  }

  public long getSigned() {
    return ByteWriter.unzigzag(getVarint());
  }

  /**
   * A count of things that follow, each of which takes at least so many bytes: never more than can
   * be there.
   */
  public int getCount(int leastBytesEach) {
    long count = getVarint();
    if (count < 0 || count > remaining() / leastBytesEach) {
      throw new CorruptDataException("%d items in %d bytes".formatted(count, remaining()));
    }
    return (int) count;
  }

  public String getText() {
    int length = getCount(1);
    return new String(bytes, take(length), length, StandardCharsets.UTF_8);
  }

  public byte[] getBytes(int count) {
    byte[] copy = new byte[Math.min(count, remaining())];
    System.arraycopy(bytes, take(count), copy, 0, copy.length);
    return copy;
  }
}
