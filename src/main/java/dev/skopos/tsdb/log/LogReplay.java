// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.log;

import dev.skopos.tsdb.disk.Disk;
import dev.skopos.tsdb.disk.DiskFile;
import dev.skopos.tsdb.format.CorruptDataException;
import dev.skopos.tsdb.format.FrameReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log at the start. What follows the last whole record of a segment is cut off and
 * reported; the segments behind it are read nevertheless, since records do not depend on samples
 * before them.
 */
public final class LogReplay {

  /**
   * What was cut off.
   *
   * @param file the segment
   * @param bytes how many bytes of it are gone
   */
  public record Damage(Path file, long bytes, String reason) {}

  private final Disk disk;
  private final Path folder;
  private final LogRecords target;
  private final List<Damage> damages = new ArrayList<>();
  private long records;

  public LogReplay(Disk disk, Path folder, LogRecords target) {
    this.disk = disk;
    this.folder = folder;
    this.target = target;
  }

  /** Reads all segments from this number on. */
  public void from(int first) throws IOException {
    for (int number : Segments.in(folder)) {
      if (number >= first) {
        read(Segments.path(folder, number));
      }
    }
  }

  private void read(Path file) throws IOException {
    long length;
    FrameReader frames;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      length = channel.size();
      MemorySegment bytes = channel.map(MapMode.READ_ONLY, 0, length, arena);
      String foreign = begin(bytes);
      if (foreign != null) {
        if (length > 0) {
          damages.add(new Damage(file, length, foreign));
        }
        return;
      }
      frames = new FrameReader(bytes, Segments.MAGIC.length);
      while (frames.next()) {
        record(file, frames);
      }
    }
    String damage = frames.damage();
    if (damage != null) {
      damages.add(new Damage(file, length - frames.position(), damage));
      cut(file, frames.position());
    }
  }

  private static @Nullable String begin(MemorySegment bytes) {
    int length = (int) Math.min(Segments.MAGIC.length, bytes.byteSize());
    byte[] start = bytes.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    return Arrays.equals(start, Segments.MAGIC) ? null : "it does not begin as a log does";
  }

  private void record(Path file, FrameReader frames) {
    try {
      records++;
      LogCodec.read(frames.content(), target);
    } catch (CorruptDataException e) {
      damages.add(new Damage(file, frames.content().remaining(), e.getMessage()));
    }
  }

  private void cut(Path file, long length) throws IOException {
    try (DiskFile open = disk.open(file)) {
      open.truncate(length);
      open.force();
    }
  }

  public long records() {
    return records;
  }

  public List<Damage> damages() {
    return List.copyOf(damages);
  }
}
