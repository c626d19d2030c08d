// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.compression.Snappy;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A body of remote write 1.0: series, each with its samples, compressed with snappy. */
final class WriteRequest {

  private static final int BLOCK = 1 << 15;

  private final ByteArrayOutputStream message = new ByteArrayOutputStream();

  /** The labels of one series, encoded once; sorted by name as the protocol demands. */
  static byte[] encodeLabels(List<String> pairs) {
    List<String[]> sorted = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      sorted.add(new String[] {pairs.get(i), pairs.get(i + 1)});
    }
    sorted.sort(java.util.Comparator.comparing(pair -> pair[0]));
    ByteArrayOutputStream labels = new ByteArrayOutputStream();
    for (String[] pair : sorted) {
      ByteArrayOutputStream label = new ByteArrayOutputStream();
      bytes(label, 1, pair[0].getBytes(StandardCharsets.UTF_8));
      bytes(label, 2, pair[1].getBytes(StandardCharsets.UTF_8));
      bytes(labels, 1, label.toByteArray());
    }
    return labels.toByteArray();
  }

  /**
   * Adds a series.
   *
   * @param labels of {@link #encodeLabels}
   * @param timestamps milliseconds since the epoch, as many as values
   */
  void add(byte[] labels, long[] timestamps, double[] values) {
    ByteArrayOutputStream series = new ByteArrayOutputStream(labels.length + 24 * values.length);
    series.writeBytes(labels);
    for (int i = 0; i < values.length; i++) {
      ByteArrayOutputStream sample = new ByteArrayOutputStream(18);
      sample.write((1 << 3) | 1);
      long bits = Double.doubleToRawLongBits(values[i]);
      for (int shift = 0; shift < 64; shift += 8) {
        sample.write((int) (bits >>> shift));
      }
      sample.write(2 << 3);
      number(sample, timestamps[i]);
      bytes(series, 2, sample.toByteArray());
    }
    bytes(message, 1, series.toByteArray());
  }

  /** The compressed body; the next one begins empty. */
  byte[] take() {
    byte[] content = message.toByteArray();
    message.reset();
    ByteArrayOutputStream body = new ByteArrayOutputStream(content.length / 2);
    number(body, content.length);
    for (int from = 0; from < content.length; from += BLOCK) {
      compress(content, from, Math.min(BLOCK, content.length - from), body);
    }
    return body.toByteArray();
  }

  /** Netty compresses one block of the framing format: without its length it is a part of ours. */
  private static void compress(byte[] content, int from, int length, ByteArrayOutputStream body) {
    ByteBuf in = Unpooled.wrappedBuffer(content, from, length);
    ByteBuf out = Unpooled.buffer(length);
    new Snappy().encode(in, out, length);
    while (out.readByte() < 0) {
      // the bytes of the length but for its last have the sign bit
    }
    body.write(out.array(), out.arrayOffset() + out.readerIndex(), out.readableBytes());
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] content) {
    out.write((field << 3) | 2);
    number(out, content.length);
    out.writeBytes(content);
  }

  private static void number(ByteArrayOutputStream out, long number) {
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
