// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.disk;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** A file that is being written. Used by one thread at a time. */
public interface DiskFile extends Closeable {

  /** Writes at a position; what lies between the end and there is zero. */
  void write(byte[] bytes, int offset, int length, long position) throws IOException;

  void truncate(long length) throws IOException;

  /** Returns when all that was written is on the disk, whatever happens to the machine. */
  void force() throws IOException;

  /**
   * The file's first bytes in memory, for reading; makes the file as long as that. They stay
   * readable until nobody holds them any more, even when the file is closed or deleted.
   */
  MemorySegment map(long length) throws IOException;
}
