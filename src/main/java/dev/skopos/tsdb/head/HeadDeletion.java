// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.tsdb.chunk.Columns;

/** Deletes a span from series; under the head's lock. */
final class HeadDeletion {
  private final long from;
  private final long to;
  private final Bounds bounds;
  private final ChunkFiles files;
  private int samples;

  HeadDeletion(long from, long to, Bounds bounds, ChunkFiles files) {
    this.from = from;
    this.to = to;
    this.bounds = bounds;
    this.files = files;
  }

  /** Whether the series had samples in the span. */
  boolean from(MemSeries series) {
    Columns all = series.read(Long.MIN_VALUE, Long.MAX_VALUE, files);
    Columns kept = new Columns(all.length());
    for (int i = 0; i < all.length(); i++) {
      if (all.time(i) < from || all.time(i) > to) {
        kept.addFrom(all, i);
      }
    }
    if (kept.length() == all.length()) {
      return false;
    }
    samples += series.replace(kept, all.length(), bounds, files);
    return true;
  }

  int samples() {
    return samples;
  }
}
