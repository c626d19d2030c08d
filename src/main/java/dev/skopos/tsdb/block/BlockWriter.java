// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.block;

import dev.skopos.model.Labels;
import dev.skopos.tsdb.chunk.Chunk;
import dev.skopos.tsdb.chunk.Columns;
import dev.skopos.tsdb.chunk.OpenChunk;
import dev.skopos.tsdb.disk.Disk;
import dev.skopos.tsdb.disk.FileOutput;
import dev.skopos.tsdb.format.ByteWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/** Writes one block: chunks as they come, the index behind them. Not thread-safe. */
final class BlockWriter implements Closeable {

  /** Longer than in memory, since the cost of a chunk's beginning is shared by more samples. */
  static final int CHUNK_SAMPLES = 480;

  private final FileOutput out;
  private final BlockIndexWriter index = new BlockIndexWriter();
  private final ByteWriter chunks = new ByteWriter();
  private final ByteWriter checksum = new ByteWriter();
  private int chunksOfSeries;
  private long lastTime;
  private long minTime = Long.MAX_VALUE;
  private long maxTime = Long.MIN_VALUE;
  private long samples;
  private long chunkCount;

  BlockWriter(Disk disk, Path file) throws IOException {
    this.out = new FileOutput(disk, file);
  }

  /** Adds a series; they come in ascending order of labels. */
  void add(Labels labels, Columns columns) throws IOException {
    chunks.clear();
    chunksOfSeries = 0;
    lastTime = 0;
    int start = 0;
    while (start < columns.length()) {
      int endOfKind = columns.endOfKind(start);
      if (columns.histogram(start) == null) {
        addNumbers(columns, start, endOfKind);
      } else {
        addHistograms(columns, start, endOfKind);
      }
      start = endOfKind;
    }
    index.add(labels, chunksOfSeries, chunks.toBytes());
    samples += columns.length();
  }

  private void addNumbers(Columns columns, int from, int to) throws IOException {
    // chunks of about the same length, not a long and a short one
    int parts = (to - from + CHUNK_SAMPLES - 1) / CHUNK_SAMPLES;
    for (int i = 0; i < parts; i++) {
      int start = from + (int) ((long) (to - from) * i / parts);
      int end = from + (int) ((long) (to - from) * (i + 1) / parts);
      add(Chunk.ofNumbers(columns, start, end));
    }
  }

  private void addHistograms(Columns columns, int from, int to) throws IOException {
    OpenChunk open = OpenChunk.forKindOf(columns.histogram(from));
    for (int i = from; i < to; i++) {
      open.add(columns.time(i), columns.value(i), columns.histogram(i));
      if (open.isFull() || i == to - 1) {
        add(open.seal());
        open = OpenChunk.forKindOf(columns.histogram(i));
      }
    }
  }

  private void add(Chunk chunk) throws IOException {
    long position = out.position();
    byte[] data = chunk.data();
    out.write(data, 0, data.length);
    CRC32C crc = new CRC32C();
    crc.update(data);
    checksum.clear();
    checksum.putInt((int) crc.getValue());
    out.write(checksum);
    chunks.putByte(chunk.encoding().code());
    chunks.putSigned(chunk.minTime() - lastTime);
    chunks.putVarint(chunk.maxTime() - chunk.minTime());
    chunks.putVarint(chunk.count());
    if (chunksOfSeries == 0) {
      chunks.putVarint(position);
    }
    chunks.putVarint(data.length);
    lastTime = chunk.maxTime();
    minTime = Math.min(minTime, chunk.minTime());
    maxTime = Math.max(maxTime, chunk.maxTime());
    chunksOfSeries++;
    chunkCount++;
  }

  boolean isEmpty() {
    return samples == 0;
  }

  /** Writes the index; all is durable afterwards. */
  void finish(List<Integer> parents) throws IOException {
    BlockIndexWriter.Written written = index.write(out);
    ByteWriter tail = new ByteWriter();
    new BlockMeta(
            minTime,
            maxTime,
            index.series(),
            samples,
            chunkCount,
            parents,
            written.sections(),
            written.checksum())
        .write(tail);
    out.write(tail);
    out.finish();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
