// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.tsdb.disk.Disk;
import dev.skopos.tsdb.disk.DiskFile;
import dev.skopos.tsdb.format.ByteWriter;
import dev.skopos.tsdb.format.CorruptDataException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One file of full chunks. What is added stays in memory until it is written, and is read from the
 * mapped file afterwards. Reading is thread-safe; writing and syncing is done by one at a time.
 */
final class ChunkFile {

  /** Every file is made as long as this at once, and mapped. */
  static final int LENGTH = 1 << 24;

  private final Disk disk;
  private final Path path;
  private final int number;
  private @Nullable DiskFile file;
  private boolean dirty;

  // guarded by this
  private ByteWriter tail = new ByteWriter(1 << 12);
  private byte[] writing = {};
  private int writtenLength;
  private @Nullable MemorySegment mapped;

  ChunkFile(Disk disk, Path path, int number) {
    this.disk = disk;
    this.path = path;
    this.number = number;
  }

  /** A file of a former process. */
  static ChunkFile existing(Disk disk, Path path, int number, int length) throws IOException {
    ChunkFile existing = new ChunkFile(disk, path, number);
    try (DiskFile file = disk.open(path)) {
      existing.mapped = file.map(length);
    }
    existing.writtenLength = length;
    return existing;
  }

  int number() {
    return number;
  }

  Path path() {
    return path;
  }

  synchronized int length() {
    return writtenLength + writing.length + tail.length();
  }

  synchronized int unwritten() {
    return writing.length + tail.length();
  }

  /** Adds bytes; their offset. */
  synchronized int add(ByteWriter bytes) {
    int offset = length();
    tail.putBytes(bytes.array(), 0, bytes.length());
    return offset;
  }

  byte[] read(int offset, int length) {
    if (offset < 0 || length < 0 || offset > length() - length) {
      throw new CorruptDataException("a chunk behind the end of " + path);
    }
    byte[] bytes = new byte[length];
    MemorySegment source = copyUnwritten(offset, bytes);
    if (source != null) {
      MemorySegment.copy(source, ValueLayout.JAVA_BYTE, offset, bytes, 0, length);
    }
    return bytes;
  }

  /** Copies what is not in the file yet; otherwise gives the memory to copy from. */
  private synchronized @Nullable MemorySegment copyUnwritten(int offset, byte[] target) {
    int inTail = offset - writtenLength - writing.length;
    if (inTail >= 0) {
      System.arraycopy(tail.array(), inTail, target, 0, target.length);
      return null;
    }
    if (offset >= writtenLength) {
      System.arraycopy(writing, offset - writtenLength, target, 0, target.length);
      return null;
    }
    return mapped;
  }

  /** Writes what was added. */
  void write() throws IOException {
    byte[] bytes = takeTail();
    if (bytes.length == 0) {
      return;
    }
    DiskFile open = file;
    if (open == null) {
      open = disk.open(path);
      file = open;
    }
    MemorySegment memory = mapped == null ? open.map(LENGTH) : null;
    dirty = true;
    open.write(bytes, 0, bytes.length, writtenLength);
    written(bytes.length, memory);
  }

  private synchronized byte[] takeTail() {
    if (tail.length() > 0) {
      byte[] joined = new byte[writing.length + tail.length()];
      System.arraycopy(writing, 0, joined, 0, writing.length);
      System.arraycopy(tail.array(), 0, joined, writing.length, tail.length());
      writing = joined;
      tail = new ByteWriter(1 << 12);
    }
    return writing;
  }

  private synchronized void written(int bytes, @Nullable MemorySegment memory) {
    writtenLength += bytes;
    writing = new byte[0];
    if (memory != null) {
      mapped = memory;
    }
  }

  void sync() throws IOException {
    write();
    if (dirty && file != null) {
      file.force();
      dirty = false;
    }
  }

  void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
