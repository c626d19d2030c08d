// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import dev.skopos.model.Labels;
import dev.skopos.store.AppendException;
import dev.skopos.store.AppendException.Reason;
import dev.skopos.store.Appender;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;

/** Collects one batch; a series comes into being when the batch is committed. */
final class BatchAppender implements Appender {

  private final Head head;
  private final long latest;
  private final ToIntFunction<Map<Labels, SampleBuffer>> commit;
  private final BooleanSupplier closed;
  private final Map<Labels, SampleBuffer> batch = new LinkedHashMap<>();
  private int newSeries;

  /**
   * An appender.
   *
   * @param latest the last time stamp that is taken
   * @param closed whether the store takes no more samples
   * @param commit puts the batch into the head
   */
  BatchAppender(
      Head head,
      long latest,
      BooleanSupplier closed,
      ToIntFunction<Map<Labels, SampleBuffer>> commit) {
    this.head = head;
    this.latest = latest;
    this.closed = closed;
    this.commit = commit;
  }

  @Override
  public void append(Labels labels, long timestamp, double value) throws AppendException {
    if (closed.getAsBoolean()) {
      throw refuse(Reason.CLOSED, "the store is closed", labels);
    }
    if (timestamp > latest) {
      throw refuse(
          Reason.TOO_FAR_IN_FUTURE,
          "%s is later than %s"
              .formatted(Instant.ofEpochMilli(timestamp), Instant.ofEpochMilli(latest)),
          labels);
    }
    SampleBuffer pending = batch.get(labels);
    MemSeries.Outcome outcome =
        pending == null
            ? checkAgainstHead(labels, timestamp, value)
            : pending.check(timestamp, value);
    switch (outcome) {
      case APPENDED, COLLECTED -> add(labels, timestamp, value);
      case REPEATED -> {}
      case DUPLICATE ->
          throw refuse(Reason.DUPLICATE, "there is another value at " + timestamp, labels);
      case OUT_OF_ORDER ->
          throw refuse(Reason.OUT_OF_ORDER, timestamp + " is before the last sample", labels);
    }
  }

  private MemSeries.Outcome checkAgainstHead(Labels labels, long timestamp, double value)
      throws AppendException {
    MemSeries known = head.find(labels);
    if (known != null) {
      return known.check(timestamp, value);
    }
    if (labels.metricName().isEmpty()) {
      throw refuse(Reason.INVALID_LABELS, "there is no metric name", labels);
    }
    if (!head.hasRoomFor(newSeries + 1)) {
      throw refuse(Reason.SERIES_LIMIT, "there are too many series", labels);
    }
    newSeries++;
    return MemSeries.Outcome.APPENDED;
  }

  private void add(Labels labels, long timestamp, double value) {
    batch.computeIfAbsent(labels, _ -> new SampleBuffer()).add(timestamp, value);
  }

  private AppendException refuse(Reason reason, String message, Labels labels) {
    head.counters().rejected(reason);
    return new AppendException(reason, message + ": " + labels);
  }

  @Override
  public int commit() {
    int added = commit.applyAsInt(batch);
    rollback();
    return added;
  }

  @Override
  public void rollback() {
    batch.clear();
    newSeries = 0;
  }
}
