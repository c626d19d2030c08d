// SPDX-License-Identifier: Apache-2.0
package dev.skopos.wire;

/**
 * Reads snappy's block format, the one without frames and checksums that remote write uses. The
 * whole text is bounded before anything of it is made, so that a few bytes cannot demand gigabytes.
 * The format is described in {@code google/snappy/format_description.txt}.
 */
public final class SnappyBlock {

  private static final int LITERAL = 0;
  private static final int COPY_1 = 1;
  private static final int COPY_2 = 2;

  private final byte[] block;
  private final byte[] text;
  private int in;
  private int out;

  private SnappyBlock(byte[] block, int in, byte[] text) {
    this.block = block;
    this.in = in;
    this.text = text;
  }

  /**
   * The uncompressed bytes.
   *
   * @param maxLength a block that holds more is refused
   * @throws WireException when the block is damaged or too long
   */
  public static byte[] decompress(byte[] block, int maxLength) throws WireException {
    long length = 0;
    int in = 0;
    for (int shift = 0; ; shift += 7) {
      if (in == block.length || shift > 28) {
        throw new WireException("snappy: the block has no length");
      }
      byte part = block[in++];
      length |= (long) (part & 0x7f) << shift;
      if (part >= 0) {
        break;
      }
    }
    if (length > maxLength) {
      throw new WireException(
          "snappy: the block holds %d bytes, more than the limit of %d"
              .formatted(length, maxLength));
    }
    SnappyBlock reading = new SnappyBlock(block, in, new byte[(int) length]);
    reading.read();
    return reading.text;
  }

  private void read() throws WireException {
    while (in < block.length) {
      int tag = block[in++];
      int high = (tag & 0xff) >>> 2;
      switch (tag & 3) {
        case LITERAL -> literal(high < 60 ? high : littleEndian(high - 59));
        case COPY_1 -> copy(((high >>> 3) << 8) | littleEndian(1), (high & 7) + 4);
        case COPY_2 -> copy(littleEndian(2), high + 1);
        default -> copy(littleEndian(4), high + 1);
      }
    }
    if (out != text.length) {
      throw damaged();
    }
  }

  /** Negative for what is beyond 2 GiB, which no check lets through. */
  private int littleEndian(int bytes) throws WireException {
    if (block.length - in < bytes) {
      throw damaged();
    }
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (block[in++] & 0xff) << (8 * i);
    }
    return value;
  }

  private void literal(int lengthLessOne) throws WireException {
    if (lengthLessOne < 0
        || lengthLessOne >= block.length - in
        || lengthLessOne >= text.length - out) {
      throw damaged();
    }
    int length = lengthLessOne + 1;
    System.arraycopy(block, in, text, out, length);
    in += length;
    out += length;
  }

  /** What is copied may reach into what this copy writes: then it repeats itself. */
  private void copy(int offset, int length) throws WireException {
    if (offset <= 0 || offset > out || length > text.length - out) {
      throw damaged();
    }
    if (offset >= length) {
      System.arraycopy(text, out - offset, text, out, length);
    } else {
      for (int i = 0; i < length; i++) {
        text[out + i] = text[out + i - offset];
      }
    }
    out += length;
  }

  private WireException damaged() {
    return new WireException("snappy: the block is damaged at byte " + in);
  }
}
