// SPDX-License-Identifier: Apache-2.0
package dev.skopos.ingest;

import dev.skopos.exposition.SeriesTable;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The series that were sent before: remote write 1.0 spells the labels of each series out in every
 * request, and reading them anew each time costs more than all else. Bounded by the bytes of the
 * keys: when a part is full, what was not sent since the last time goes, or else everything.
 * Thread- safe.
 */
final class SeriesCache {

  private static final int STRIPES = 16;

  private final Stripe[] stripes = new Stripe[STRIPES];

  /** A cache whose keys take at most so many bytes. */
  SeriesCache(long maxBytes) {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe(maxBytes / STRIPES);
    }
  }

  @Nullable KnownSeries find(byte[] bytes, int from, int to) {
    return stripe(bytes, from, to).find(bytes, from, to);
  }

  void add(KnownSeries series) {
    stripe(series.key(), 0, series.key().length).add(series);
  }

  private Stripe stripe(byte[] bytes, int from, int to) {
    return stripes[SeriesTable.hash(bytes, from, to) >>> 28];
  }

  private static final class Stripe {
    private static final int OVERHEAD = 64;

    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private SeriesTable<KnownSeries> table = new SeriesTable<>();
    private long bytes;

    Stripe(long maxBytes) {
      this.maxBytes = maxBytes;
    }

    @Nullable KnownSeries find(byte[] text, int from, int to) {
      lock.lock();
      try {
        KnownSeries series = table.get(text, from, to);
        if (series != null) {
          series.use();
        }
        return series;
      } finally {
        lock.unlock();
      }
    }

    void add(KnownSeries series) {
      lock.lock();
      try {
        byte[] key = series.key();
        if (table.get(key, 0, key.length) == null) {
          bytes += size(series);
          makeRoom();
          table.add(series);
        }
      } finally {
        lock.unlock();
      }
    }

    private void makeRoom() {
      if (bytes <= maxBytes) {
        return;
      }
      table.retain(
          series -> {
            boolean stays = series.takeUse();
            bytes -= stays ? 0 : size(series);
            return stays;
          });
      if (bytes > maxBytes) {
        table = new SeriesTable<>();
        bytes = 0;
      }
    }

    private static long size(KnownSeries series) {
      return (long) series.key().length + OVERHEAD;
    }
  }
}
