// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import java.io.IOException;
import java.util.zip.CRC32C;

/**
 * The layout of a snapshot: the magic number and the version, then sections, the last of them an
 * end section with the number of series. A section is its type (one byte), the length of its
 * content, the content, and the CRC-32C of type and content. Integers are big-endian.
 */
final class SnapshotFormat {
  static final long MAGIC = 0x534b4f504f535453L;
  static final int VERSION = 1;
  static final byte SERIES = 'S';
  static final byte END = 'E';

  /** A file that is not a whole snapshot. */
  static final class CorruptSnapshotException extends IOException {

    private static final long serialVersionUID = 1L;

    CorruptSnapshotException(String message) {
      super(message);
    }

    CorruptSnapshotException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private SnapshotFormat() {}

  static int checksum(byte type, byte[] content, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(type);
    checksum.update(content, 0, length);
    return (int) checksum.getValue();
  }
}
