// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.model.Labels;
import dev.skopos.store.AppendException;
import dev.skopos.store.AppendException.Reason;
import dev.skopos.store.Source;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The series of the head, by labels, and how many there may be. Thread-safe. */
final class SeriesTable {

  private final int maxSeries;
  private final int maxSeriesPerSource;
  private final HeadCounters counters;
  private final LabelIndex index = new LabelIndex();
  private final Map<Labels, MemSeries> byLabels = new ConcurrentHashMap<>();
  private final Map<String, SourceSeries> sources = new ConcurrentHashMap<>();
  private final ReentrantLock creation = new ReentrantLock();

  SeriesTable(int maxSeries, int maxSeriesPerSource, HeadCounters counters) {
    this.maxSeries = maxSeries;
    this.maxSeriesPerSource = maxSeriesPerSource;
    this.counters = counters;
  }

  LabelIndex index() {
    return index;
  }

  int size() {
    return byLabels.size();
  }

  SourceSeries source(Source source) {
    return sources.computeIfAbsent(source.name(), _ -> new SourceSeries(source));
  }

  /** All sources that have series or had some lately. */
  Collection<SourceSeries> sources() {
    return List.copyOf(sources.values());
  }

  @Nullable MemSeries find(Labels labels) {
    return byLabels.get(labels);
  }

  /**
   * The series with these labels, which may be new.
   *
   * @throws AppendException when there must be no more series, or none with such labels
   */
  MemSeries findOrCreate(Labels labels, SourceSeries owner) throws AppendException {
    MemSeries known = byLabels.get(labels);
    if (known != null && !known.isCollected()) {
      return known;
    }
    SampleLimits.check(labels);
    creation.lock();
    try {
      known = byLabels.get(labels);
      if (known != null && !known.isCollected()) {
        return known;
      }
      checkRoom(labels, owner);
      return create(labels);
    } finally {
      creation.unlock();
    }
  }

  private void checkRoom(Labels labels, SourceSeries owner) throws AppendException {
    if (byLabels.size() >= maxSeries) {
      throw new AppendException(
          Reason.SERIES_LIMIT,
          "there are %d series already, no room for %s".formatted(maxSeries, labels));
    }
    if (owner.isLimited() && owner.count() >= maxSeriesPerSource) {
      owner.refused();
      throw new AppendException(
          Reason.SOURCE_SERIES_LIMIT,
          "source \"%s\" has %d series already, no room for %s"
              .formatted(owner.name(), maxSeriesPerSource, labels));
    }
  }

  /** The series with these labels, whatever the limits. */
  MemSeries restore(Labels labels) {
    creation.lock();
    try {
      MemSeries known = byLabels.get(labels);
      return known != null && !known.isCollected() ? known : create(labels);
    } finally {
      creation.unlock();
    }
  }

  private MemSeries create(Labels labels) {
    MemSeries created = index.add(labels);
    byLabels.put(created.labels(), created);
    counters.seriesCreated();
    return created;
  }

  /** Forgets the series that have no samples. */
  void removeEmpty() {
    boolean collected = false;
    for (MemSeries series : index.all()) {
      if (series.collectIfEmpty()) {
        byLabels.remove(series.labels(), series);
        counters.seriesRemoved();
        collected = true;
      }
    }
    if (collected) {
      index.removeCollected();
    }
    // one that is in use right now is entered again with its next batch
    sources.values().removeIf(source -> source.count() == 0);
  }
}
