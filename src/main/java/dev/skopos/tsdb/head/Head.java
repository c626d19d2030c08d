// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.model.Histogram;
import dev.skopos.model.Matcher;
import dev.skopos.store.AppendException;
import dev.skopos.store.AppendException.Reason;
import dev.skopos.store.Appender;
import dev.skopos.store.Source;
import dev.skopos.tsdb.log.LogBatch;
import dev.skopos.tsdb.log.Wal;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * All series in memory, their log and their checkpoints. Commits are made one at a time, in the
 * order of the log, so that reading the log again gives the same. Readers take the lock of one
 * series at a time. Thread-safe.
 */
public final class Head {

  private static final Logger LOG = Logger.getLogger(Head.class);

  /** More than this is not left for the next group commit. */
  private static final int MOST_UNSYNCED = 1 << 22;

  private final HeadOptions options;
  private final HeadParts parts;
  private final LogBatch log;
  private final HeadCheckpoints checkpoints;
  private final PastRevision past;

  private final ReentrantLock lock = new ReentrantLock();
  private int nextNumber;
  private volatile boolean closed;
  private volatile long minTime;
  private volatile long maxTime;
  private volatile long firstNew = Long.MIN_VALUE;
  private volatile long floor;
  private volatile Bounds bounds;

  Head(HeadOptions options, HeadParts parts, HeadState state) {
    this.options = options;
    this.parts = parts;
    this.log = new LogBatch(parts.wal());
    this.checkpoints = new HeadCheckpoints(options, parts);
    this.past = new PastRevision(options.clock());
    this.nextNumber = state.nextNumber();
    this.minTime = state.minTime();
    this.maxTime = state.maxTime();
    this.floor = state.floor();
    this.bounds = boundsNow();
  }

  private Bounds boundsNow() {
    long window = options.outOfOrderWindow().toMillis();
    long lateFloor = maxTime < Long.MIN_VALUE + window ? Long.MIN_VALUE : maxTime - window;
    return new Bounds(lateFloor, options.blockSpan().toMillis());
  }

  SeriesTable table() {
    return parts.table();
  }

  ExemplarRing exemplars() {
    return parts.exemplars();
  }

  Bounds bounds() {
    return bounds;
  }

  public HeadCounters counters() {
    return parts.counters();
  }

  public PastRevision past() {
    return past;
  }

  public Wal wal() {
    return parts.wal();
  }

  /** Bytes of all files beside the blocks: the log, checkpoints, full chunks. */
  public long fileBytes() throws IOException {
    return checkpoints.fileBytes();
  }

  /** Bytes of the files of full chunks. */
  public long chunkBytes() {
    return parts.files().bytes();
  }

  /** Chunks that could not be read, since the start. */
  public long damagedChunks() {
    return parts.files().damaged();
  }

  public int seriesCount() {
    return table().size();
  }

  public int exemplarCount() {
    return exemplars().size();
  }

  /** Of the oldest sample; {@code Long.MAX_VALUE} when there is none. */
  public long minTime() {
    return minTime;
  }

  /** Of the newest sample there ever was; {@code Long.MIN_VALUE} when there was none. */
  public long maxTime() {
    return maxTime;
  }

  /**
   * Of the first sample since the start that was newer than all before; {@code Long.MIN_VALUE} when
   * there was none.
   */
  public long firstNew() {
    return firstNew;
  }

  /** All samples before are in blocks, but for those that came since, with past time stamps. */
  public long floor() {
    return floor;
  }

  /** The first time stamp that is taken now. */
  long earliest() {
    return options.clock().instant().minus(options.retention()).toEpochMilli();
  }

  /** The last time stamp that is taken now. */
  long latest() {
    return options.clock().instant().plus(options.maxAhead()).toEpochMilli();
  }

  public Appender appender(Source source) {
    return new HeadAppender(this, source);
  }

  /** Why nothing can be written now; null when it can. */
  @Nullable AppendException refusal() {
    if (closed) {
      return new AppendException(Reason.CLOSED, "the store is closed");
    }
    IOException failure = failure();
    return failure == null
        ? null
        : new AppendException(
            Reason.STORAGE_UNAVAILABLE, "nothing can be stored: " + failure.getMessage());
  }

  /** Why the newest attempt to write failed; null when it did not. */
  public @Nullable IOException failure() {
    IOException failure = parts.wal().failure();
    return failure == null ? parts.files().failure() : failure;
  }

  /** Puts the batch into memory and into the log; how many samples went in. */
  int commit(Batch batch) {
    if (batch.isEmpty()) {
      return 0;
    }
    lock.lock();
    try {
      if (closed) {
        counters().rejected(Reason.CLOSED, batch.length());
        return 0;
      }
      int appended = 0;
      int late = 0;
      long oldest = Long.MAX_VALUE;
      try {
        for (int i = 0; i < batch.length(); i++) {
          Outcome outcome = commit(batch, i);
          appended += outcome == Outcome.APPENDED ? 1 : 0;
          late += outcome == Outcome.LATE ? 1 : 0;
          oldest = Math.min(oldest, batch.time(i));
        }
      } finally {
        // what went in is seen, also when the rest did not
        past.written(oldest, late == 0);
      }
      batch.exemplars().forEach(this::commit);
      log.finish();
      counters().appended(appended, late);
      if (maxTime > bounds.lateFloor() + options.outOfOrderWindow().toMillis()) {
        bounds = boundsNow();
      }
      return appended + late;
    } finally {
      lock.unlock();
    }
  }

  private Outcome commit(Batch batch, int i) {
    MemSeries series = batch.series(i);
    long time = batch.time(i);
    double value = batch.value(i);
    Histogram histogram = batch.histogram(i);
    Outcome outcome = series.append(time, value, histogram, bounds, parts.files());
    if (outcome == Outcome.COLLECTED) {
      // there was room for it when the sample was accepted
      series = table().restore(series.labels());
      outcome = series.append(time, value, histogram, bounds, parts.files());
    }
    switch (outcome) {
      case APPENDED, LATE -> log(series, time, value, histogram);
      case DUPLICATE -> counters().rejected(Reason.DUPLICATE);
      case OUT_OF_ORDER -> counters().rejected(Reason.OUT_OF_ORDER);
      case REPEATED, COLLECTED -> {}
    }
    return outcome;
  }

  private void log(MemSeries series, long time, double value, @Nullable Histogram histogram) {
    int number = numberOf(series);
    if (histogram == null) {
      log.sample(number, time, value);
    } else {
      log.histogram(number, time, histogram);
    }
    if (time > maxTime) {
      maxTime = time;
      if (firstNew == Long.MIN_VALUE) {
        firstNew = time;
      }
    }
    if (time < minTime) {
      minTime = time;
    }
  }

  private int numberOf(MemSeries series) {
    if (series.number() < 0) {
      series.number(nextNumber++);
      log.series(series.number(), series.labels());
    }
    return series.number();
  }

  private void commit(Batch.SeriesExemplar exemplar) {
    switch (exemplars().add(exemplar.series().labels(), exemplar.exemplar())) {
      case APPENDED -> {
        log.exemplar(numberOf(exemplar.series()), exemplar.exemplar());
        counters().exemplarAppended();
      }
      case REPEATED -> {}
      case LATE, DUPLICATE, OUT_OF_ORDER, COLLECTED ->
          counters().exemplarRejected(Reason.OUT_OF_ORDER);
    }
  }

  void syncIfDue() {
    if (options.syncEachCommit() || parts.wal().unsynced() > MOST_UNSYNCED) {
      try {
        parts.wal().sync();
      } catch (IOException e) {
        LOG.debugf("samples wait for the disk: %s", e.getMessage());
      }
    }
  }

  /**
   * Returns when all that was committed is durable.
   *
   * @throws AppendException when it is not; or when the head was closed, since a batch that came
   *     after that was not taken
   */
  void awaitDurable() throws AppendException {
    if (closed) {
      throw new AppendException(Reason.CLOSED, "the store is closed");
    }
    try {
      parts.wal().sync();
    } catch (IOException e) {
      throw new AppendException(
          Reason.STORAGE_UNAVAILABLE, "nothing can be stored: " + e.getMessage());
    }
  }

  /** Makes durable all that was committed. */
  public void sync() throws IOException {
    if (parts.files().failure() != null) {
      parts.files().write();
    }
    parts.wal().sync();
  }

  /**
   * Deletes the samples and exemplars in the span of the series that fulfil all matchers; how many
   * samples there were.
   */
  public long delete(long from, long to, List<Matcher> matchers) {
    lock.lock();
    try {
      HeadDeletion deletion = new HeadDeletion(from, to, bounds, parts.files());
      int[] numbers = deletion.from(matchers, table(), exemplars());
      if (numbers.length > 0) {
        log.deletion(from, to, numbers);
        counters().dropped(deletion.samples());
      }
      return deletion.samples();
    } finally {
      lock.unlock();
    }
  }

  /**
   * From now on, what is before the time is for blocks; what comes for that time later is for other
   * blocks.
   */
  public void freeze(long before) {
    lock.lock();
    try {
      floor = Math.max(floor, before);
      for (MemSeries series : table().index().all()) {
        series.freeze(before, bounds, parts.files());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Drops what was frozen and ended before the time, and series of which nothing is left. */
  public void truncate(long before) {
    lock.lock();
    try {
      long least = Long.MAX_VALUE;
      for (MemSeries series : table().index().all()) {
        counters().dropped(series.truncate(before));
        least = Math.min(least, series.minTime());
      }
      table().removeEmpty();
      minTime = least;
    } finally {
      lock.unlock();
    }
  }

  /** Writes a checkpoint, which makes the log before it unnecessary. */
  public void checkpoint() throws IOException {
    checkpoints.write(this::capture, false);
  }

  private Checkpoint.Content capture(boolean clean) {
    lock.lock();
    try {
      return Checkpoint.capture(parts, new HeadState(floor, minTime, maxTime, nextNumber), clean);
    } finally {
      lock.unlock();
    }
  }

  /** Bytes that were logged since the last checkpoint. */
  public long bytesSinceCheckpoint() {
    return checkpoints.bytesSince();
  }

  /** What is to be written to blocks. */
  public HeadBlocks blocks() {
    return new HeadBlocks(options, parts);
  }

  /** Reads of this head. */
  public HeadQueries queries() {
    return new HeadQueries(parts);
  }

  /** Takes no more samples; false when it did so before. */
  public boolean refuseFurtherSamples() {
    lock.lock();
    try {
      boolean open = !closed;
      closed = true;
      return open;
    } finally {
      lock.unlock();
    }
  }

  /** Keeps everything and closes the files; reading goes on. */
  public void close() throws IOException {
    try {
      checkpoints.write(this::capture, true);
    } finally {
      parts.wal().close();
      parts.files().close();
    }
  }
}
