// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.model.Labels;
import dev.skopos.tsdb.chunk.Columns;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The samples of a head as blocks take them. Thread-safe. */
public final class HeadBlocks {

  private final HeadOptions options;
  private final HeadParts parts;

  HeadBlocks(HeadOptions options, HeadParts parts) {
    this.options = options;
    this.parts = parts;
  }

  /** The starts of the blocks before the time that have samples. */
  public NavigableSet<Long> starts(long before) {
    long span = options.blockSpan().toMillis();
    NavigableSet<Long> starts = new TreeSet<>();
    for (MemSeries series : parts.table().index().all()) {
      SeriesView view = series.view(Long.MIN_VALUE, before - 1);
      view.full().forEach(chunk -> starts.add(Math.floorDiv(chunk.minTime(), span) * span));
      view.late().forEach(chunk -> starts.add(Math.floorDiv(chunk.minTime(), span) * span));
      if (view.open() != null) {
        starts.add(Math.floorDiv(view.open().minTime(), span) * span);
      }
      Columns late = view.recentLate();
      for (int i = 0; late != null && i < late.length(); i++) {
        starts.add(Math.floorDiv(late.time(i), span) * span);
      }
    }
    return starts.headSet(before, false);
  }

  /** Takes the samples of one series. */
  public interface SamplesTarget {
    void add(Labels labels, Columns samples) throws IOException;
  }

  /** Hands over the samples in the span, both ends included, in ascending order of labels. */
  public void forEach(long from, long to, SamplesTarget target) throws IOException {
    MemSeries[] all = parts.table().index().all();
    Arrays.sort(all, Comparator.comparing(MemSeries::labels));
    for (MemSeries series : all) {
      Columns samples = series.read(from, to, parts.files());
      if (!samples.isEmpty()) {
        target.add(series.labels(), samples);
      }
    }
  }
}
