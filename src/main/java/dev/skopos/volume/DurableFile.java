// SPDX-License-Identifier: Apache-2.0
package dev.skopos.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/** Writes a file so that after a kill or a power cut either the old or the new content is there. */
final class DurableFile {

  static final String UNFINISHED = ".unfinished";

  private static final AtomicLong SEQUENCE = new AtomicLong();

  private DurableFile() {}

  /** The file's folder must exist. */
  static void write(Path file, byte[] content) throws IOException {
    Path unfinished = file.resolveSibling("." + SEQUENCE.incrementAndGet() + UNFINISHED);
    try {
      try (FileChannel channel =
          FileChannel.open(
              unfinished,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        writeFully(channel, ByteBuffer.wrap(content));
        channel.force(true);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    syncFolder(file.resolveSibling("."));
  }

  static void writeFully(FileChannel channel, ByteBuffer content) throws IOException {
    while (content.hasRemaining()) {
      channel.write(content);
    }
  }

  /** A name is durable only when its folder is written too. */
  static void syncFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
