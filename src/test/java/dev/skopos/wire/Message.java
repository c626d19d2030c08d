// SPDX-License-Identifier: Apache-2.0
package dev.skopos.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes protobuf messages for tests. */
public final class Message {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public byte[] toBytes() {
    return bytes.toByteArray();
  }

  /** The message behind its length. */
  public byte[] toDelimited() {
    Message delimited = new Message();
    delimited.raw(bytes.size());
    delimited.bytes.writeBytes(toBytes());
    return delimited.toBytes();
  }

  public Message varint(int field, long value) {
    raw((long) field << 3);
    raw(value);
    return this;
  }

  public Message zigZag(int field, long value) {
    return varint(field, (value << 1) ^ (value >> 63));
  }

  public Message float64(int field, double value) {
    raw(((long) field << 3) | 1);
    bytes.writeBytes(fixed(value));
    return this;
  }

  public Message bytes(int field, byte[] value) {
    raw(((long) field << 3) | 2);
    raw(value.length);
    bytes.writeBytes(value);
    return this;
  }

  public Message text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  public Message message(int field, Message value) {
    return bytes(field, value.toBytes());
  }

  public Message varints(int field, long... values) {
    Message packed = new Message();
    for (long value : values) {
      packed.raw(value);
    }
    return bytes(field, packed.toBytes());
  }

  public Message zigZags(int field, long... values) {
    Message packed = new Message();
    for (long value : values) {
      packed.raw((value << 1) ^ (value >> 63));
    }
    return bytes(field, packed.toBytes());
  }

  public Message float64s(int field, double... values) {
    Message packed = new Message();
    for (double value : values) {
      packed.bytes.writeBytes(fixed(value));
    }
    return bytes(field, packed.toBytes());
  }

  private static byte[] fixed(double value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array();
  }

  private void raw(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }
}
