// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.tsdb.chunk.Chunk;
import dev.skopos.tsdb.chunk.Columns;
import dev.skopos.tsdb.disk.Disk;
import dev.skopos.tsdb.format.ByteWriter;
import dev.skopos.tsdb.format.CorruptDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps full chunks outside of the heap, in files that are memory-mapped. They are durable after
 * {@link #sync()} only; until a checkpoint says so, the log has the samples. Thread-safe.
 */
final class ChunkFiles {

  private static final Logger LOG = Logger.getLogger(ChunkFiles.class);
  private static final String SUFFIX = ".chunks";
  private static final int WRITE_AT_BYTES = 1 << 18;

  private final Disk disk;
  private final Path folder;
  private final ConcurrentSkipListMap<Integer, ChunkFile> files = new ConcurrentSkipListMap<>();
  private final ReentrantLock writing = new ReentrantLock();
  private final ByteWriter frame = new ByteWriter();
  private final LongAdder damaged = new LongAdder();
  private volatile @Nullable IOException failure;
  private volatile ChunkFile newest;

  /** The files in the folder; further chunks go into new ones. */
  ChunkFiles(Disk disk, Path folder) throws IOException {
    this.disk = disk;
    this.folder = folder;
    int highest = 0;
    try (Stream<Path> found = Files.list(folder)) {
      for (Path file : found.toList()) {
        String name = file.getFileName().toString();
        if (name.matches("\\d{8}\\.chunks")) {
          int number = Integer.parseInt(name.substring(0, 8));
          int length = (int) Math.min(Files.size(file), ChunkFile.LENGTH);
          files.put(number, ChunkFile.existing(disk, file, number, length));
          highest = Math.max(highest, number);
        }
      }
    }
    this.newest = file(highest + 1);
  }

  private ChunkFile file(int number) {
    ChunkFile file =
        new ChunkFile(disk, folder.resolve("%08d%s".formatted(number, SUFFIX)), number);
    files.put(number, file);
    return file;
  }

  /** Takes a chunk over. Called by one thread at a time. */
  HeadChunk add(Chunk chunk) {
    byte[] data = chunk.data();
    frame.clear();
    frame.putInt(checksum(data));
    frame.putBytes(data, 0, data.length);
    if (newest.length() + frame.length() > ChunkFile.LENGTH) {
      newest = file(newest.number() + 1);
    }
    ChunkFile file = newest;
    int offset = file.add(frame);
    if (file.unwritten() > WRITE_AT_BYTES && failure == null) {
      tryToWrite();
    }
    long position = ((long) file.number() << Integer.SIZE) | offset;
    return new HeadChunk(
        chunk.encoding(), chunk.minTime(), chunk.maxTime(), chunk.count(), position, data.length);
  }

  private static int checksum(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    return (int) crc.getValue();
  }

  private void tryToWrite() {
    try {
      write();
    } catch (IOException e) {
      LOG.debugf("chunks stay in memory: %s", e.getMessage());
    }
  }

  /** Adds the samples of a chunk in the span; none, and a count, when it is damaged. */
  void decode(HeadChunk chunk, long from, long to, Columns out) {
    try {
      Chunk.decode(chunk.encoding(), chunk.count(), read(chunk), from, to, out);
    } catch (CorruptDataException e) {
      damaged.increment();
      LOG.errorf(
          "%d samples are lost, their chunk in %s is damaged: %s",
          chunk.count(), folder, e.getMessage());
    }
  }

  private byte[] read(HeadChunk chunk) {
    ChunkFile file = files.get(chunk.file());
    if (file == null) {
      throw new CorruptDataException("file %d of chunks is gone".formatted(chunk.file()));
    }
    byte[] framed = file.read(chunk.offset(), Integer.BYTES + chunk.length());
    byte[] data = java.util.Arrays.copyOfRange(framed, Integer.BYTES, framed.length);
    int expected =
        (framed[0] & 0xff)
            | (framed[1] & 0xff) << 8
            | (framed[2] & 0xff) << 16
            | (framed[3] & 0xff) << 24;
    if (checksum(data) != expected) {
      throw new CorruptDataException("a chunk with a wrong checksum");
    }
    return data;
  }

  /** Writes what is in memory only. */
  void write() throws IOException {
    eachFile(ChunkFile::write);
  }

  /** Returns when all chunks that were added before are durable. */
  void sync() throws IOException {
    eachFile(ChunkFile::sync);
    disk.syncDirectory(folder);
  }

  private interface Step {
    void on(ChunkFile file) throws IOException;
  }

  private void eachFile(Step step) throws IOException {
    writing.lock();
    try {
      for (ChunkFile file : files.values()) {
        step.on(file);
      }
      failure = null;
    } catch (IOException e) {
      failure = e;
      throw e;
    } finally {
      writing.unlock();
    }
  }

  /** Deletes the files that hold none of the chunks in use; never the one that is written to. */
  void keepOnly(Set<Integer> used, int before) throws IOException {
    writing.lock();
    try {
      for (Map.Entry<Integer, ChunkFile> entry : files.entrySet()) {
        if (entry.getKey() < before && !used.contains(entry.getKey())) {
          entry.getValue().close();
          disk.delete(entry.getValue().path());
          files.remove(entry.getKey());
        }
      }
    } finally {
      writing.unlock();
    }
  }

  int newestNumber() {
    return newest.number();
  }

  long bytes() {
    return files.values().stream().mapToLong(ChunkFile::length).sum();
  }

  long damaged() {
    return damaged.sum();
  }

  /** Why the last write failed; null when it did not. */
  @Nullable IOException failure() {
    return failure;
  }

  void close() throws IOException {
    writing.lock();
    try {
      for (ChunkFile file : files.values()) {
        file.close();
      }
    } finally {
      writing.unlock();
    }
  }
}
