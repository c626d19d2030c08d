// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.block;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.tsdb.chunk.Chunk;
import dev.skopos.tsdb.chunk.Columns;
import dev.skopos.tsdb.chunk.Encoding;
import dev.skopos.tsdb.format.ByteReader;
import dev.skopos.tsdb.format.CorruptDataException;
import dev.skopos.tsdb.format.FrameReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * An immutable file of samples, mapped into memory. Whoever reads it {@link #retain}s it first; it
 * is unmapped when it is closed and nobody reads it any more. Thread-safe.
 */
final class Block {

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int CHECKED_AT_ONCE = 1 << 24;

  private final Path file;
  private final int number;
  private final Arena arena;
  private final MemorySegment bytes;
  private final BlockMeta meta;
  private final BlockIndex index;
  private final AtomicInteger users = new AtomicInteger(1);
  private volatile Tombstones tombstones;

  private Block(Path file, int number, Arena arena, MemorySegment bytes, Tombstones tombstones) {
    this.file = file;
    this.number = number;
    this.arena = arena;
    this.bytes = bytes;
    this.meta = meta(bytes);
    checkIndex();
    this.index = new BlockIndex(bytes, meta);
    this.tombstones = tombstones;
  }

  /**
   * Opens the file and checks its index.
   *
   * @throws CorruptDataException when it is damaged
   */
  static Block open(Path file, int number) throws IOException {
    Tombstones tombstones = Tombstones.read(BlockFiles.tombstones(file));
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MemorySegment bytes = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      return new Block(file, number, arena, bytes, tombstones);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      arena.close();
      throw new CorruptDataException("a damaged block: " + e.getMessage(), e);
    } catch (IOException | CorruptDataException e) {
      arena.close();
      throw e;
    }
  }

  private static BlockMeta meta(MemorySegment bytes) {
    long end = bytes.byteSize() - BlockMeta.TAIL;
    if (end < 0 || bytes.get(LONG, end + Integer.BYTES) != BlockMeta.MAGIC) {
      throw new CorruptDataException("it does not end as a block does");
    }
    int length = bytes.get(INT, end);
    if (length < 0 || length > end) {
      throw new CorruptDataException("its description is damaged");
    }
    FrameReader frames = new FrameReader(bytes.asSlice(end - length, length), 0);
    if (!frames.next()) {
      throw new CorruptDataException("its description: " + frames.damage());
    }
    return BlockMeta.read(frames.content());
  }

  private void checkIndex() {
    CRC32C crc = new CRC32C();
    long end = meta.sections().getLast();
    for (long at = meta.sections().getFirst(); at < end; at += CHECKED_AT_ONCE) {
      crc.update(bytes.asSlice(at, Math.min(CHECKED_AT_ONCE, end - at)).asByteBuffer());
    }
    if ((int) crc.getValue() != meta.indexChecksum()) {
      throw new CorruptDataException("its index has a wrong checksum");
    }
  }

  Path file() {
    return file;
  }

  int number() {
    return number;
  }

  BlockMeta meta() {
    return meta;
  }

  long length() {
    return bytes.byteSize();
  }

  BlockIndex index() {
    return index;
  }

  boolean overlaps(long from, long to) {
    return meta.minTime() <= to && meta.maxTime() >= from;
  }

  Tombstones tombstones() {
    return tombstones;
  }

  void tombstones(Tombstones changed) {
    tombstones = changed;
  }

  /** Takes the samples of one series. */
  interface Target {
    void add(Labels labels, Columns samples);
  }

  /**
   * The series that fulfil all matchers and have samples in the span, in ascending order.
   *
   * @throws CorruptDataException when the block is damaged; so may be an {@link
   *     IndexOutOfBoundsException} and an {@link IllegalArgumentException}, of the mapped memory
   */
  void select(long from, long to, List<Matcher> matchers, Target target) {
    for (int series : index.find(matchers)) {
      ByteReader entry = index.entry(series);
      Labels labels = index.labels(entry);
      Columns samples = read(series, entry, from, to);
      if (!samples.isEmpty()) {
        target.add(labels, samples);
      }
    }
  }

  /**
   * The series that fulfil all matchers and have a chunk in the span that was not deleted, in
   * ascending order. Reads the index alone.
   */
  void series(long from, long to, List<Matcher> matchers, Consumer<Labels> receiver) {
    for (int series : index.find(matchers)) {
      ByteReader entry = index.entry(series);
      Labels labels = index.labels(entry);
      if (hasChunk(series, entry, from, to)) {
        receiver.accept(labels);
      }
    }
  }

  private boolean hasChunk(int series, ByteReader entry, long from, long to) {
    long maxTime = 0;
    int chunks = entry.getCount(5);
    for (int i = 0; i < chunks; i++) {
      entry.getByte();
      long minTime = maxTime + entry.getSigned();
      maxTime = minTime + entry.getVarint();
      if (minTime <= to
          && maxTime >= from
          && !tombstones.cover(series, Math.max(minTime, from), Math.min(maxTime, to))) {
        return true;
      }
      // The number of samples, the place of the first chunk, the length.
      for (int skipped = i == 0 ? 3 : 2; skipped > 0; skipped--) {
        entry.getVarint();
      }
    }
    return false;
  }

  /** The samples of a series in the span; the reader stands behind its labels. */
  Columns read(int series, ByteReader entry, long from, long to) {
    Columns samples = new Columns();
    long time = 0;
    long position = 0;
    int chunks = entry.getCount(5);
    for (int i = 0; i < chunks; i++) {
      Encoding encoding = Encoding.of(entry.getByte());
      long minTime = time + entry.getSigned();
      time = minTime + entry.getVarint();
      int count = (int) entry.getVarint();
      position = i == 0 ? entry.getVarint() : position;
      int length = (int) entry.getVarint();
      if (minTime <= to && time >= from) {
        Chunk.decode(encoding, count, data(position, length), from, to, samples);
      }
      position += length + Integer.BYTES;
    }
    return tombstones.applyTo(series, samples);
  }

  private byte[] data(long position, int length) {
    MemorySegment at = bytes.asSlice(position, length + (long) Integer.BYTES);
    byte[] data = at.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.wrap(data));
    if ((int) crc.getValue() != at.get(INT, length)) {
      throw new CorruptDataException("a chunk with a wrong checksum");
    }
    return data;
  }

  /** Whether it can be read; if so, {@link #release} must follow. */
  boolean retain() {
    while (true) {
      int now = users.get();
      if (now == 0) {
        return false;
      }
      if (users.compareAndSet(now, now + 1)) {
        return true;
      }
    }
  }

  /** To be called once for each {@link #retain}, and once by the owner. */
  void release() {
    if (users.decrementAndGet() == 0) {
      arena.close();
    }
  }
}
