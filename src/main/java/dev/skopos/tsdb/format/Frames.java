// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.format;

import java.util.zip.CRC32C;

/**
 * Records one after the other, each with its length and a CRC32C before it. The checksum covers the
 * length too, so that bytes of zero, as a crash may leave them, are no record.
 */
public final class Frames {

  /** Bytes before the content of each frame: its length and its checksum. */
  public static final int HEADER = 2 * Integer.BYTES;

  /** No record is longer; what claims to be is damaged. */
  public static final int MAX_LENGTH = 1 << 26;

  private Frames() {}

  /** Begins a frame; what is written after it is its content, until {@link #end}. */
  public static int begin(ByteWriter out) {
    int start = out.length();
    out.putLong(0);
    return start;
  }

  public static void end(ByteWriter out, int start) {
    int length = out.length() - start - HEADER;
    out.setInt(start, length);
    out.setInt(start + Integer.BYTES, checksum(out.array(), start + HEADER, length));
  }

  /** The checksum of a frame's content. */
  public static int checksum(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    crc.update(length);
    crc.update(length >>> 8);
    crc.update(length >>> 16);
    // 0 bytes with a checksum of 0 must not look like a record
    return (int) crc.getValue() ^ 0x5ca1ab1e;
  }
}
