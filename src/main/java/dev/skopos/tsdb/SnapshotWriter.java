// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import dev.skopos.model.Labels;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Writes all series to a file; either the whole new file is there in the end or the old one. */
final class SnapshotWriter {
  private static final int SECTION_BYTES = 1 << 20;

  private final DataOutputStream out;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final DataOutputStream section = new DataOutputStream(content);
  private long written;

  private SnapshotWriter(DataOutputStream out) {
    this.out = out;
  }

  static void write(MemSeries[] series, Path file) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      DataOutputStream out =
          new DataOutputStream(
              new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
      new SnapshotWriter(out).writeAll(series);
      out.flush();
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncDirectory(file.resolveSibling("."));
  }

  /** Without this, a power failure can undo the renaming. */
  private static void syncDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private void writeAll(MemSeries[] series) throws IOException {
    out.writeLong(SnapshotFormat.MAGIC);
    out.writeInt(SnapshotFormat.VERSION);
    for (MemSeries each : series) {
      List<Chunk> chunks = each.chunks(Long.MIN_VALUE, Long.MAX_VALUE);
      if (!chunks.isEmpty()) {
        add(each.labels(), chunks);
        written++;
      }
      if (content.size() >= SECTION_BYTES) {
        finishSection(SnapshotFormat.SERIES);
      }
    }
    finishSection(SnapshotFormat.SERIES);
    section.writeLong(written);
    finishSection(SnapshotFormat.END);
  }

  private void add(Labels labels, List<Chunk> chunks) throws IOException {
    section.writeInt(labels.size());
    for (int i = 0; i < labels.size(); i++) {
      addText(labels.name(i));
      addText(labels.value(i));
    }
    section.writeInt(chunks.size());
    for (Chunk chunk : chunks) {
      section.writeLong(chunk.minTime());
      section.writeLong(chunk.maxTime());
      section.writeInt(chunk.count());
      addBytes(chunk.data());
    }
  }

  private void addText(String text) throws IOException {
    addBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private void addBytes(byte[] bytes) throws IOException {
    section.writeInt(bytes.length);
    section.write(bytes);
  }

  private void finishSection(byte type) throws IOException {
    byte[] bytes = content.toByteArray();
    content.reset();
    out.writeByte(type);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.writeInt(SnapshotFormat.checksum(type, bytes, bytes.length));
  }
}
