// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.tsdb.disk.Disk;
import dev.skopos.tsdb.format.CorruptDataException;
import dev.skopos.tsdb.format.FrameReader;
import dev.skopos.tsdb.log.LogReplay;
import dev.skopos.tsdb.log.Segments;
import dev.skopos.tsdb.log.Wal;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Brings a head back as it was: the newest checkpoint, then the log behind it. */
public final class HeadRecovery {

  private final Disk disk;
  private final HeadOptions options;
  private final HeadCounters counters = new HeadCounters();
  private final SeriesTable table;
  private final ExemplarRing exemplars;
  private final ChunkFiles files;
  private final HeadReplay replay;
  private final List<String> damages = new ArrayList<>();
  private boolean clean;

  /**
   * A head that is open, and what was found.
   *
   * @param damages what could not be read, in words; empty when all could
   * @param clean whether the head was closed before, so that nothing can be missing
   * @param records of the log that were read
   */
  public record Recovered(Head head, List<String> damages, boolean clean, long records) {}

  private HeadRecovery(Disk disk, HeadOptions options) throws IOException {
    this.disk = disk;
    this.options = options;
    this.table = new SeriesTable(options.maxSeries(), options.maxSeriesPerSource(), counters);
    this.exemplars = new ExemplarRing(options.maxExemplars());
    this.files = new ChunkFiles(disk, options.folder());
    this.replay = new HeadReplay(table, files, exemplars, counters, options);
  }

  /** Opens the head in its folder, which may be empty. */
  public static Recovered open(Disk disk, HeadOptions options) throws IOException {
    return new HeadRecovery(disk, options).open();
  }

  private Recovered open() throws IOException {
    deleteTemporary();
    int first = 0;
    List<Path> found = HeadCheckpoints.in(options.folder());
    boolean fresh = found.isEmpty() && Segments.in(options.folder()).isEmpty();
    for (Path checkpoint : found) {
      CheckpointReader.Start start = read(checkpoint);
      if (start != null) {
        first = start.segment();
        clean = start.clean();
        break;
      }
    }
    LogReplay log = new LogReplay(disk, options.folder(), replay);
    log.from(first);
    log.damages()
        .forEach(d -> damages.add("%s: %d bytes, %s".formatted(d.file(), d.bytes(), d.reason())));
    if (replay.orphans() > 0) {
      damages.add("%d samples of series that are not known".formatted(replay.orphans()));
    }
    return new Recovered(
        head(first), List.copyOf(damages), fresh || (clean && log.records() == 0), log.records());
  }

  private Head head(int first) throws IOException {
    int newest = Segments.in(options.folder()).stream().mapToInt(i -> i).max().orElse(0);
    Wal wal = new Wal(disk, options.folder(), Math.max(first, newest) + 1, options.segmentBytes());
    HeadParts parts = new HeadParts(disk, table, files, wal, exemplars, counters);
    return new Head(options, parts, replay.state());
  }

  private void deleteTemporary() throws IOException {
    try (Stream<Path> found = Files.list(options.folder())) {
      for (Path file : found.filter(f -> f.toString().endsWith(".tmp")).toList()) {
        disk.delete(file);
      }
    }
  }

  /** Reads the checkpoint as far as it goes; null when not even its beginning can be read. */
  private CheckpointReader.@Nullable Start read(Path file) throws IOException {
    CheckpointReader.Start start;
    int before = damages.size();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      FrameReader frames = new FrameReader(bytes, 0);
      start = start(file, frames);
      while (start != null && frames.next()) {
        content(file, frames);
      }
      if (frames.damage() != null) {
        damages.add(file + ": " + frames.damage());
      }
    }
    if (damages.size() > before) {
      Path aside = file.resolveSibling(file.getFileName() + ".corrupt");
      Files.copy(file, aside, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      damages.add("the damaged checkpoint is kept as " + aside);
    }
    return start;
  }

  private CheckpointReader.@Nullable Start start(Path file, FrameReader frames) {
    if (!frames.next()) {
      damages.add(file + ": it has no beginning");
      return null;
    }
    try {
      CheckpointReader.Start start = CheckpointReader.start(frames.content());
      replay.start(start.state());
      return start;
    } catch (CorruptDataException e) {
      damages.add(file + ": " + e.getMessage());
      return null;
    }
  }

  private void content(Path file, FrameReader frames) {
    try {
      CheckpointReader.read(frames.content(), replay);
    } catch (CorruptDataException e) {
      damages.add(file + ": " + e.getMessage());
    }
  }
}
