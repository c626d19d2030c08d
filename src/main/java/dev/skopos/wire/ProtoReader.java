// SPDX-License-Identifier: Apache-2.0
package dev.skopos.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Walks over the fields of one protobuf message in an array, without copying and without making
 * objects: {@link #next()} moves to a field, the methods below it read its value. A value that is
 * not read is skipped. Not thread-safe; one reader may be used for many messages.
 *
 * <pre>{@code
 * reader.open(bytes, from, to);
 * while (reader.next()) {
 *   switch (reader.field()) {
 *     case 1 -> reader.span(); // now between reader.from() and reader.to()
 *     default -> {}
 *   }
 * }
 * }</pre>
 */
public final class ProtoReader {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;

  private byte[] bytes = {};
  private int position;
  private int end;
  private int tag;
  private int start;
  private int from;
  private int to;
  private boolean pending;

  /** Begins with a message that lies between two positions of the array. */
  public void open(byte[] array, int first, int limit) {
    bytes = array;
    position = first;
    end = limit;
    pending = false;
  }

  /**
   * Reads the length of a message that lies behind it: the message is then between {@link #from()}
   * and {@link #to()}.
   */
  public void openDelimited(byte[] array, int first, int limit) throws WireException {
    open(array, first, limit);
    tag = LENGTH_DELIMITED;
    span();
  }

  /** Moves to the next field; says no at the end of the message. */
  public boolean next() throws WireException {
    if (pending) {
      skip();
    }
    if (position == end) {
      return false;
    }
    start = position;
    long read = varint64();
    if (read >>> 3 == 0 || read >>> 32 != 0) {
      throw new WireException("protobuf: there is no field at byte " + position);
    }
    tag = (int) read;
    pending = true;
    return true;
  }

  /** The number of the present field. */
  public int field() {
    return tag >>> 3;
  }

  /** Where the present field begins, its number included. */
  public int start() {
    return start;
  }

  /** Whether the present field holds bytes: text, a message, or packed numbers. */
  public boolean isLengthDelimited() {
    return (tag & 7) == LENGTH_DELIMITED;
  }

  /** The present field as an integer of up to 64 bits. */
  public long varint() throws WireException {
    expect(VARINT);
    return varint64();
  }

  /** The present field as an integer in ZigZag encoding. */
  public long zigZag() throws WireException {
    return zigZag(varint());
  }

  private static long zigZag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }

  /** The present field as a floating point number of 64 bits. */
  public double float64() throws WireException {
    expect(FIXED_64);
    return double64();
  }

  /** The present field as bytes: they lie between {@link #from()} and {@link #to()}. */
  public void span() throws WireException {
    expect(LENGTH_DELIMITED);
    long length = varint64();
    if (length < 0 || length > end - position) {
      throw truncated();
    }
    from = position;
    position += (int) length;
    to = position;
  }

  public int from() {
    return from;
  }

  public int to() {
    return to;
  }

  /** Adds the present field, packed or not, to the numbers. */
  public void varints(Numbers numbers) throws WireException {
    if (isLengthDelimited()) {
      span();
      int rest = end;
      position = from;
      end = to;
      while (position < to) {
        numbers.add(varint64());
      }
      end = rest;
    } else {
      numbers.add(varint());
    }
  }

  /** As {@link #varints}, in ZigZag encoding. */
  public void zigZags(Numbers numbers) throws WireException {
    int before = numbers.size();
    varints(numbers);
    for (int i = before; i < numbers.size(); i++) {
      numbers.set(i, zigZag(numbers.get(i)));
    }
  }

  /** Adds the present field, packed or not, as the bits of floating point numbers. */
  public void float64s(Numbers numbers) throws WireException {
    if (!isLengthDelimited()) {
      numbers.add(Double.doubleToRawLongBits(float64()));
      return;
    }
    span();
    if ((to - from) % Long.BYTES != 0) {
      throw truncated();
    }
    for (int at = from; at < to; at += Long.BYTES) {
      numbers.add((long) LONG.get(bytes, at));
    }
  }

  private void expect(int wireType) throws WireException {
    if ((tag & 7) != wireType) {
      throw new WireException(
          "protobuf: field %d has wire type %d, expected %d".formatted(field(), tag & 7, wireType));
    }
    pending = false;
  }

  private void skip() throws WireException {
    switch (tag & 7) {
      case VARINT -> varint();
      case FIXED_64 -> advance(Long.BYTES);
      case LENGTH_DELIMITED -> span();
      case FIXED_32 -> advance(Integer.BYTES);
      default ->
          throw new WireException(
              "protobuf: field %d has the unknown wire type %d".formatted(field(), tag & 7));
    }
    pending = false;
  }

  private void advance(int length) throws WireException {
    if (end - position < length) {
      throw truncated();
    }
    position += length;
  }

  private double double64() throws WireException {
    int at = position;
    advance(Long.BYTES);
    return Double.longBitsToDouble((long) LONG.get(bytes, at));
  }

  private long varint64() throws WireException {
    if (position < end && bytes[position] >= 0) {
      return bytes[position++];
    }
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position == end) {
        throw truncated();
      }
      byte part = bytes[position++];
      value |= (long) (part & 0x7f) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new WireException("protobuf: a number at byte " + position + " has no end");
  }

  private WireException truncated() {
    return new WireException("protobuf: a field at byte " + position + " is cut off");
  }
}
