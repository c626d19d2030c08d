// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.tsdb.chunk.Columns;
import java.util.List;
import java.util.Set;

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

  /** Deletes exemplars too; the numbers of the series that had any of both. */
  int[] from(List<Matcher> matchers, SeriesTable table, ExemplarRing exemplars) {
    Set<Labels> had =
        exemplars.remove(from, to, labels -> matchers.stream().allMatch(m -> m.matches(labels)));
    return table.index().find(matchers).stream()
        .filter(series -> from(series) || had.contains(series.labels()))
        .mapToInt(MemSeries::number)
        .toArray();
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
