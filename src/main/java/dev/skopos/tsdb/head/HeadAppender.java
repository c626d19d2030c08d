// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.store.AppendException;
import dev.skopos.store.AppendException.Reason;
import dev.skopos.store.Appender;
import dev.skopos.store.SeriesRef;
import dev.skopos.store.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Collects one batch. A series comes into being at once, its samples with the commit. */
final class HeadAppender implements Appender {

  private final Head head;
  private final SourceSeries owner;
  private final Batch batch = new Batch();
  private long earliest;
  private long latest;

  HeadAppender(Head head, Source source) {
    this.head = head;
    this.owner = head.table().source(source);
  }

  @Override
  public SeriesRef append(Labels labels, long timestamp, double value) throws AppendException {
    return add(find(labels), timestamp, value, null);
  }

  @Override
  public SeriesRef append(SeriesRef series, long timestamp, double value) throws AppendException {
    return add(find(series), timestamp, value, null);
  }

  @Override
  public SeriesRef append(Labels labels, long timestamp, Histogram value) throws AppendException {
    return add(find(labels), timestamp, value.sum(), checked(value));
  }

  @Override
  public SeriesRef append(SeriesRef series, long timestamp, Histogram value)
      throws AppendException {
    return add(find(series), timestamp, value.sum(), checked(value));
  }

  private MemSeries find(Labels labels) throws AppendException {
    begin();
    try {
      return head.table().findOrCreate(labels, owner);
    } catch (AppendException e) {
      throw counted(e);
    }
  }

  private MemSeries find(SeriesRef series) throws AppendException {
    return series instanceof MemSeries mine && !mine.isCollected() ? mine : find(series.labels());
  }

  private Histogram checked(Histogram histogram) throws AppendException {
    try {
      SampleLimits.check(histogram);
      return EmptyBuckets.removedFrom(histogram);
    } catch (AppendException e) {
      throw counted(e);
    }
  }

  private void begin() throws AppendException {
    if (batch.isEmpty()) {
      AppendException refusal = head.refusal();
      if (refusal != null) {
        throw counted(refusal);
      }
      earliest = head.earliest();
      latest = head.latest();
    }
  }

  private MemSeries add(MemSeries series, long time, double value, @Nullable Histogram histogram)
      throws AppendException {
    begin();
    if (time > latest) {
      throw refuse(
          Reason.TOO_FAR_IN_FUTURE,
          series,
          "%s is later than %s"
              .formatted(Instant.ofEpochMilli(time), Instant.ofEpochMilli(latest)));
    }
    if (time < earliest) {
      throw refuse(
          Reason.OUT_OF_BOUNDS,
          series,
          "%s is older than the retention, which begins at %s"
              .formatted(Instant.ofEpochMilli(time), Instant.ofEpochMilli(earliest)));
    }
    if (!series.isClaimed()) {
      series.claim(owner);
    }
    switch (outcome(series, time, value, histogram)) {
      case APPENDED, LATE, COLLECTED -> batch.add(series, time, value, histogram);
      case REPEATED -> {}
      case DUPLICATE -> throw refuse(Reason.DUPLICATE, series, "there is another value at " + time);
      case OUT_OF_ORDER ->
          throw refuse(Reason.OUT_OF_ORDER, series, time + " is too long before the last sample");
    }
    return series;
  }

  /** What would become of the sample, with the one before it in the batch in its place. */
  private Outcome outcome(
      MemSeries series, long time, double value, @Nullable Histogram histogram) {
    return batch.endsWith(series, time)
        ? batch.repeatsLast(value, histogram) ? Outcome.REPEATED : Outcome.DUPLICATE
        : series.check(time, value, histogram, head.bounds());
  }

  private AppendException refuse(Reason reason, MemSeries series, String message) {
    return counted(
        new AppendException(reason, message + ": " + SampleLimits.shown(series.labels())));
  }

  private AppendException counted(AppendException refusal) {
    head.counters().rejected(refusal.reason());
    return refusal;
  }

  @Override
  public void append(SeriesRef series, Exemplar exemplar) throws AppendException {
    MemSeries known = find(series);
    begin();
    try {
      SampleLimits.check(exemplar);
    } catch (AppendException e) {
      throw counted(e);
    }
    switch (head.exemplars().check(known.labels(), exemplar)) {
      case REPEATED -> {}
      case APPENDED -> batch.add(known, exemplar);
      case LATE, DUPLICATE, OUT_OF_ORDER, COLLECTED ->
          throw refuse(Reason.OUT_OF_ORDER, known, "there is a newer exemplar");
    }
  }

  @Override
  public int commit() {
    int added = head.commit(batch);
    rollback();
    head.syncIfDue();
    return added;
  }

  @Override
  public int commitDurably() throws AppendException {
    int added = head.commit(batch);
    rollback();
    head.awaitDurable();
    return added;
  }

  @Override
  public void rollback() {
    batch.clear();
  }
}
