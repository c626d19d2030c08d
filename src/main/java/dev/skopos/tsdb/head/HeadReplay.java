// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.tsdb.log.LogRecords;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fills a head with what a checkpoint and a log have. Used by one thread. */
final class HeadReplay implements LogRecords, CheckpointReader.Target {

  private final SeriesTable table;
  private final ChunkFiles files;
  private final ExemplarRing exemplars;
  private final HeadCounters counters;
  private final NumberedSeries byNumber = new NumberedSeries();
  private HeadState start = HeadState.EMPTY;
  private final Bounds bounds;
  private long minTime = Long.MAX_VALUE;
  private long maxTime = Long.MIN_VALUE;
  private int nextNumber;
  private long orphans;

  HeadReplay(
      SeriesTable table,
      ChunkFiles files,
      ExemplarRing exemplars,
      HeadCounters counters,
      HeadOptions options) {
    this.table = table;
    this.files = files;
    this.exemplars = exemplars;
    this.counters = counters;
    this.bounds = new Bounds(Long.MIN_VALUE, options.blockSpan().toMillis());
  }

  void start(HeadState state) {
    start = state;
    minTime = state.minTime();
    maxTime = state.maxTime();
    nextNumber = state.nextNumber();
  }

  @Override
  public void series(SeriesState state) {
    MemSeries series = table.restore(state.labels());
    series.restore(state, bounds, files);
    known(state.number(), series);
    SeriesView view = state.view();
    view.full().forEach(chunk -> counters.restored(chunk.count()));
    view.late().forEach(chunk -> counters.restored(chunk.count()));
    if (view.open() != null) {
      counters.restored(view.open().count());
    }
    if (view.recentLate() != null) {
      counters.restored(view.recentLate().length());
    }
  }

  private void known(int number, MemSeries series) {
    series.number(number);
    byNumber.put(number, series);
    nextNumber = Math.max(nextNumber, number + 1);
  }

  @Override
  public void exemplar(Labels series, Exemplar exemplar) {
    exemplars.add(series, exemplar);
  }

  @Override
  public void series(int number, Labels labels) {
    known(number, table.restore(labels));
  }

  @Override
  public void sample(int number, long timestamp, double value) {
    add(number, timestamp, value, null);
  }

  @Override
  public void histogram(int number, long timestamp, Histogram value) {
    add(number, timestamp, value.sum(), value);
  }

  private void add(int number, long time, double value, @Nullable Histogram histogram) {
    MemSeries series = byNumber.get(number);
    if (series == null) {
      orphans++;
      return;
    }
    Outcome outcome = series.append(time, value, histogram, bounds, files);
    if (outcome == Outcome.APPENDED || outcome == Outcome.LATE) {
      counters.restored(1);
      minTime = Math.min(minTime, time);
      maxTime = Math.max(maxTime, time);
    }
  }

  @Override
  public void exemplar(int number, Exemplar exemplar) {
    MemSeries series = byNumber.get(number);
    if (series != null) {
      exemplars.add(series.labels(), exemplar);
    }
  }

  @Override
  public void deletion(long from, long to, int[] numbers) {
    HeadDeletion deletion = new HeadDeletion(from, to, bounds, files);
    Set<Labels> deleted = new HashSet<>();
    for (int number : numbers) {
      MemSeries series = byNumber.get(number);
      if (series != null) {
        deletion.from(series);
        deleted.add(series.labels());
      }
    }
    exemplars.remove(from, to, deleted::contains);
    counters.dropped(deletion.samples());
  }

  /** Samples whose series was in a part that could not be read. */
  long orphans() {
    return orphans;
  }

  HeadState state() {
    return new HeadState(start.floor(), minTime, maxTime, nextNumber);
  }
}
