// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import dev.skopos.model.Labels;
import dev.skopos.tsdb.SnapshotFormat.CorruptSnapshotException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Reads what {@link SnapshotWriter} wrote. */
final class SnapshotReader {
  private final DataInputStream in;
  private final long fileBytes;
  private final BiConsumer<Labels, List<Chunk>> target;
  private long read;

  private SnapshotReader(
      DataInputStream in, long fileBytes, BiConsumer<Labels, List<Chunk>> target) {
    this.in = in;
    this.fileBytes = fileBytes;
    this.target = target;
  }

  /**
   * Hands over each series of the file.
   *
   * @throws CorruptSnapshotException when the file is damaged; what was handed over until then must
   *     be forgotten
   */
  static void read(Path file, BiConsumer<Labels, List<Chunk>> target) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      new SnapshotReader(in, Files.size(file), target).readAll();
    } catch (EOFException e) {
      throw new CorruptSnapshotException("the file ends too early", e);
    }
  }

  private void readAll() throws IOException {
    if (in.readLong() != SnapshotFormat.MAGIC) {
      throw new CorruptSnapshotException("not a snapshot");
    }
    int version = in.readInt();
    if (version != SnapshotFormat.VERSION) {
      throw new CorruptSnapshotException("version %d is not known".formatted(version));
    }
    while (readSection()) {
      // each call takes one section
    }
    if (in.read() != -1) {
      throw new CorruptSnapshotException("there is something after the end");
    }
  }

  /** Reads one section; false when it was the end. */
  private boolean readSection() throws IOException {
    byte type = in.readByte();
    int length = in.readInt();
    if (length < 0 || length > fileBytes) {
      throw new CorruptSnapshotException("a section of %d bytes".formatted(length));
    }
    byte[] content = in.readNBytes(length);
    if (content.length < length) {
      throw new EOFException();
    }
    if (in.readInt() != SnapshotFormat.checksum(type, content, length)) {
      throw new CorruptSnapshotException("a checksum is wrong");
    }
    ByteBuffer buffer = ByteBuffer.wrap(content);
    if (type == SnapshotFormat.END) {
      checkCount(buffer.getLong());
      return false;
    }
    while (buffer.hasRemaining()) {
      readSeries(buffer);
    }
    return true;
  }

  private void checkCount(long expected) throws IOException {
    if (expected != read) {
      throw new CorruptSnapshotException("%d series instead of %d".formatted(read, expected));
    }
  }

  private void readSeries(ByteBuffer buffer) {
    String[] labels = new String[2 * buffer.getInt()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = new String(bytes(buffer), StandardCharsets.UTF_8);
    }
    int count = buffer.getInt();
    List<Chunk> chunks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      chunks.add(new Chunk(buffer.getLong(), buffer.getLong(), buffer.getInt(), bytes(buffer)));
    }
    target.accept(Labels.of(labels), chunks);
    read++;
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.getInt()];
    buffer.get(bytes);
    return bytes;
  }
}
