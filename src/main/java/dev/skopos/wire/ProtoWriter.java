// SPDX-License-Identifier: Apache-2.0
package dev.skopos.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Writes fields of protobuf messages. Fields with the default value are written too: whoever calls
 * knows which to leave out. Not thread-safe.
 */
public final class ProtoWriter {

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH_DELIMITED = 2;

  private byte[] bytes = new byte[256];
  private int size;

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  public ProtoWriter varint(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  /** A signed integer in ZigZag encoding. */
  public ProtoWriter zigZag(int field, int value) {
    return varint(field, ((long) value << 1) ^ (value >> 31));
  }

  /** The bits as they are: which NaN it is matters. */
  public ProtoWriter float64(int field, double value) {
    tag(field, FIXED_64);
    float64(value);
    return this;
  }

  public ProtoWriter text(int field, String value) {
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    tag(field, LENGTH_DELIMITED);
    varint(encoded.length);
    append(encoded, encoded.length);
    return this;
  }

  /** Packed numbers; nothing when there are none. */
  public ProtoWriter float64s(int field, double[] values) {
    if (values.length > 0) {
      tag(field, LENGTH_DELIMITED);
      varint((long) values.length * Double.BYTES);
      for (double value : values) {
        float64(value);
      }
    }
    return this;
  }

  public ProtoWriter message(int field, Consumer<ProtoWriter> content) {
    ProtoWriter inner = new ProtoWriter();
    content.accept(inner);
    tag(field, LENGTH_DELIMITED);
    varint(inner.size);
    append(inner.bytes, inner.size);
    return this;
  }

  private void tag(int field, int wireType) {
    varint((long) field << 3 | wireType);
  }

  private void varint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  private void float64(double value) {
    reserve(Long.BYTES);
    long bits = Double.doubleToRawLongBits(value);
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[size++] = (byte) (bits >>> (8 * i));
    }
  }

  private void append(byte[] source, int length) {
    reserve(length);
    System.arraycopy(source, 0, bytes, size, length);
    size += length;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
