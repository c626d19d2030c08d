// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.tsdb.chunk.Chunk;
import dev.skopos.tsdb.chunk.Columns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The samples of a series at one instant, not decoded.
 *
 * @param full in order of time, without overlaps
 * @param open what was being filled; after the full ones
 * @param late chunks of samples that came late; they may overlap with everything
 */
record SeriesView(
    List<HeadChunk> full,
    @Nullable Chunk open,
    List<HeadChunk> late,
    @Nullable Columns recentLate) {

  Columns decode(long from, long to, ChunkFiles files) {
    int capacity = open == null ? 0 : open.count();
    for (HeadChunk chunk : full) {
      capacity += chunk.count();
    }
    Columns samples = new Columns(capacity);
    for (HeadChunk chunk : full) {
      files.decode(chunk, from, to, samples);
    }
    if (open != null) {
      open.decode(from, to, samples);
    }
    for (HeadChunk chunk : late) {
      if (chunk.overlaps(from, to)) {
        Columns some = new Columns(chunk.count());
        files.decode(chunk, from, to, some);
        samples = samples.mergedWith(some);
      }
    }
    return recentLate == null ? samples : samples.mergedWith(within(recentLate, from, to));
  }

  private static Columns within(Columns all, long from, long to) {
    Columns some = new Columns(all.length());
    for (int i = 0; i < all.length(); i++) {
      if (all.time(i) >= from && all.time(i) <= to) {
        some.addFrom(all, i);
      }
    }
    return some;
  }
}
