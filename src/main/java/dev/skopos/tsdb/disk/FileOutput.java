// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.disk;

import dev.skopos.tsdb.format.ByteWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a file from its beginning to its end, through a buffer. Not thread-safe. */
public final class FileOutput implements Closeable {

  private static final int BUFFER_BYTES = 1 << 18;

  private final DiskFile file;
  private final ByteWriter buffer = new ByteWriter(BUFFER_BYTES);
  private long written;

  /** Begins the file; one of this name is overwritten. */
  public FileOutput(Disk disk, Path path) throws IOException {
    this.file = disk.open(path);
    try {
      file.truncate(0);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  public long position() {
    return written + buffer.length();
  }

  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (buffer.length() + length > BUFFER_BYTES) {
      flush();
    }
    if (length > BUFFER_BYTES) {
      file.write(bytes, offset, length, written);
      written += length;
    } else {
      buffer.putBytes(bytes, offset, length);
    }
  }

  public void write(ByteWriter bytes) throws IOException {
    write(bytes.array(), 0, bytes.length());
  }

  private void flush() throws IOException {
    file.write(buffer.array(), 0, buffer.length(), written);
    written += buffer.length();
    buffer.clear();
  }

  /** Writes the rest and returns when all of it is durable. */
  public void finish() throws IOException {
    flush();
    file.force();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
