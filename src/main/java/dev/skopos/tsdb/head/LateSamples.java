// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.model.Histogram;
import dev.skopos.tsdb.chunk.Chunk;
import dev.skopos.tsdb.chunk.Columns;
import dev.skopos.tsdb.chunk.OpenChunk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The samples of a series that came out of order: a few that are sorted, and chunks of earlier
 * ones, which may overlap. Guarded by the series.
 */
final class LateSamples {

  private static final int FULL = 32;

  /** Replaced, never changed: readers take it along. */
  private Columns recent = new Columns(1);

  private final List<HeadChunk> chunks = new ArrayList<>(1);
  private int frozen;

  void add(
      long time, double value, @Nullable Histogram histogram, Bounds bounds, ChunkFiles files) {
    Columns one = new Columns(1);
    one.add(time, value, histogram);
    recent = recent.mergedWith(one);
    if (recent.isEmpty() || recent.length() >= FULL) {
      seal(bounds, files);
    }
  }

  private void seal(Bounds bounds, ChunkFiles files) {
    int start = 0;
    while (start < recent.length()) {
      int end = endOfChunk(start, bounds.blockMillis());
      chunks.add(files.add(chunk(start, end)));
      start = end;
    }
    recent = new Columns(1);
  }

  private int endOfChunk(int start, long blockMillis) {
    long block = Math.floorDiv(recent.time(start), blockMillis);
    int end = start;
    int endOfKind = recent.endOfKind(start);
    while (end < endOfKind && Math.floorDiv(recent.time(end), blockMillis) == block) {
      end++;
    }
    return end;
  }

  private Chunk chunk(int start, int end) {
    if (recent.histogram(start) == null) {
      return Chunk.ofNumbers(recent, start, end);
    }
    OpenChunk open = OpenChunk.forKindOf(recent.histogram(start));
    for (int i = start; i < end; i++) {
      open.add(recent.time(i), recent.value(i), recent.histogram(i));
    }
    return open.seal();
  }

  /** Takes back a chunk of a former process. */
  void restore(HeadChunk chunk) {
    chunks.add(chunk);
  }

  Columns recent() {
    return recent;
  }

  List<HeadChunk> chunks() {
    return chunks;
  }

  /** From now on, {@link #truncate} takes what is here already, and nothing that comes later. */
  void freeze(Bounds bounds, ChunkFiles files) {
    seal(bounds, files);
    frozen = chunks.size();
  }

  /** Drops the frozen chunks that ended before the time; how many samples went. */
  int truncate(long before) {
    int dropped = 0;
    for (int i = frozen - 1; i >= 0; i--) {
      if (chunks.get(i).maxTime() < before) {
        dropped += chunks.remove(i).count();
        frozen--;
      }
    }
    return dropped;
  }

  boolean isEmpty() {
    return chunks.isEmpty() && recent.isEmpty();
  }

  long minTime() {
    long min = recent.isEmpty() ? Long.MAX_VALUE : recent.time(0);
    for (HeadChunk chunk : chunks) {
      min = Math.min(min, chunk.minTime());
    }
    return min;
  }
}
