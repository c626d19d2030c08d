// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import dev.skopos.store.AppendException.Reason;
import dev.skopos.store.Queryable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** All series in memory. Thread-safe; a writer holds the lock of one series at a time. */
final class Head implements Queryable {
  private static final long SPAN_OF_AGE_MILLIS = 10 * 60_000L;

  private final int maxSeries;
  private final HeadCounters counters = new HeadCounters();
  private final LabelIndex index = new LabelIndex();
  private final Map<Labels, MemSeries> byLabels = new ConcurrentHashMap<>();
  private final ReentrantLock creation = new ReentrantLock();

  Head(int maxSeries) {
    this.maxSeries = maxSeries;
  }

  HeadCounters counters() {
    return counters;
  }

  int seriesCount() {
    return byLabels.size();
  }

  @Nullable MemSeries find(Labels labels) {
    return byLabels.get(labels);
  }

  boolean hasRoomFor(int newSeries) {
    return byLabels.size() + newSeries <= maxSeries;
  }

  /** Adds the samples of one series; returns how many went in and counts the others. */
  int append(Labels labels, SampleBuffer samples) {
    while (true) {
      MemSeries series = findOrCreate(labels);
      if (series == null) {
        for (int i = 0; i < samples.length(); i++) {
          counters.rejected(Reason.SERIES_LIMIT);
        }
        return 0;
      }
      MemSeries.Outcome[] outcomes = series.append(samples, counters);
      if (outcomes[0] != MemSeries.Outcome.COLLECTED) {
        return count(outcomes);
      }
      byLabels.remove(labels, series);
    }
  }

  private int count(MemSeries.Outcome[] outcomes) {
    int added = 0;
    for (MemSeries.Outcome outcome : outcomes) {
      switch (outcome) {
        case APPENDED -> {
          added++;
          counters.sampleAppended();
        }
        case DUPLICATE -> counters.rejected(Reason.DUPLICATE);
        case OUT_OF_ORDER -> counters.rejected(Reason.OUT_OF_ORDER);
        case REPEATED, COLLECTED -> {}
      }
    }
    return added;
  }

  private @Nullable MemSeries findOrCreate(Labels labels) {
    MemSeries known = byLabels.get(labels);
    if (known != null) {
      return known;
    }
    creation.lock();
    try {
      known = byLabels.get(labels);
      if (known != null || !hasRoomFor(1)) {
        return known;
      }
      MemSeries created = index.add(labels);
      byLabels.put(created.labels(), created);
      return created;
    } finally {
      creation.unlock();
    }
  }

  /** Takes over a series of a snapshot, whatever the limit; before anything else happens. */
  void restore(Labels labels, List<Chunk> chunks) {
    MemSeries series = index.add(labels);
    byLabels.put(series.labels(), series);
    series.restore(chunks, counters);
    counters.samplesRestored(chunks.stream().mapToInt(Chunk::count).sum());
  }

  @Override
  public List<Series> select(long from, long to, List<Matcher> matchers) {
    List<Series> found = new ArrayList<>();
    for (MemSeries series : index.find(matchers)) {
      Series samples = series.read(from, to);
      if (samples.length() > 0) {
        found.add(samples);
      }
    }
    found.sort(Comparator.comparing(Series::labels));
    return found;
  }

  @Override
  public List<Labels> series(long from, long to, List<Matcher> matchers) {
    return index.find(matchers).stream()
        .filter(series -> series.hasSample(from, to))
        .map(MemSeries::labels)
        .sorted()
        .toList();
  }

  MemSeries[] all() {
    return index.all();
  }

  /** Drops chunks that ended before the time, and the series of which nothing is left. */
  void truncate(long before) {
    boolean collected = false;
    for (MemSeries series : index.all()) {
      if (series.truncate(before, counters)) {
        byLabels.remove(series.labels(), series);
        collected = true;
      }
    }
    if (collected) {
      index.removeCollected();
    }
  }

  /** The time before which chunks have to go so that the others take at most so many bytes. */
  long oldestThatFits(long maxBytes) {
    TreeMap<Long, Long> bytesByAge = new TreeMap<>(Comparator.reverseOrder());
    for (MemSeries series : index.all()) {
      for (Chunk chunk : series.fullChunks()) {
        long age = Math.floorDiv(chunk.maxTime(), SPAN_OF_AGE_MILLIS);
        bytesByAge.merge(age, (long) chunk.heapBytes(), Long::sum);
      }
    }
    long bytes = 0;
    for (Map.Entry<Long, Long> span : bytesByAge.entrySet()) {
      bytes += span.getValue();
      if (bytes > maxBytes) {
        return (span.getKey() + 1) * SPAN_OF_AGE_MILLIS;
      }
    }
    return Long.MIN_VALUE;
  }
}
