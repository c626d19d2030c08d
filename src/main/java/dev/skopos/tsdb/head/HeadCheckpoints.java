// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.tsdb.disk.FileOutput;
import dev.skopos.tsdb.log.Segments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes checkpoints, and deletes what they make unnecessary. Thread-safe. */
final class HeadCheckpoints {

  private static final String PREFIX = "checkpoint-";
  private static final String TEMPORARY = ".tmp";

  private final HeadOptions options;
  private final HeadParts parts;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile long bytesAtLast;

  HeadCheckpoints(HeadOptions options, HeadParts parts) {
    this.options = options;
    this.parts = parts;
  }

  static Path path(Path folder, int segment) {
    return folder.resolve("%s%08d".formatted(PREFIX, segment));
  }

  /** The checkpoints in the folder, the newest first. */
  static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(PREFIX + "\\d{8}"))
          .sorted(java.util.Comparator.reverseOrder())
          .toList();
    }
  }

  long bytesSince() {
    return parts.wal().counters().bytes() - bytesAtLast;
  }

  /** Bytes of all files in the folder: of the log, of checkpoints, of full chunks. */
  long fileBytes() throws IOException {
    try (Stream<Path> files = Files.list(options.folder())) {
      // One that was deleted in between has no length.
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  void write(Function<Boolean, Checkpoint.Content> capture, boolean clean) throws IOException {
    lock.lock();
    try {
      parts.wal().sync();
      long bytes = parts.wal().counters().bytes();
      Checkpoint.Content content = capture.apply(clean);
      parts.wal().sync();
      parts.files().sync();
      publish(content);
      bytesAtLast = bytes;
      clean(content);
    } finally {
      lock.unlock();
    }
  }

  private void publish(Checkpoint.Content content) throws IOException {
    Path file = path(options.folder(), content.segment());
    Path temporary = file.resolveSibling(file.getFileName() + TEMPORARY);
    try (FileOutput out = new FileOutput(parts.disk(), temporary)) {
      for (byte[] frame : content.frames()) {
        out.write(frame, 0, frame.length);
      }
      out.finish();
    } catch (IOException e) {
      parts.disk().delete(temporary);
      throw e;
    }
    parts.disk().rename(temporary, file);
    parts.disk().syncDirectory(options.folder());
  }

  private void clean(Checkpoint.Content content) throws IOException {
    Path newest = path(options.folder(), content.segment());
    for (Path old : in(options.folder())) {
      if (!old.equals(newest)) {
        parts.disk().delete(old);
      }
    }
    Segments.deleteBefore(parts.disk(), options.folder(), content.segment());
    parts.files().keepOnly(content.files(), content.newestFile());
  }
}
