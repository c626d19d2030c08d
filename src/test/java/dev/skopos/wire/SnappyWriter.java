// SPDX-License-Identifier: Apache-2.0
package dev.skopos.wire;

import java.io.ByteArrayOutputStream;

/** Makes snappy blocks for tests, of literals alone. */
public final class SnappyWriter {

  private SnappyWriter() {}

  public static byte[] block(byte[] text) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    int rest = text.length;
    while ((rest & ~0x7f) != 0) {
      block.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    block.write(rest);
    for (int at = 0; at < text.length; at += 0x10000) {
      int length = Math.min(0x10000, text.length - at);
      block.write(61 << 2);
      block.write(length - 1);
      block.write((length - 1) >>> 8);
      block.write(text, at, length);
    }
    return block.toByteArray();
  }
}
