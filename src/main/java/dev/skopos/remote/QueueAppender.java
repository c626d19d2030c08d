// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.store.SeriesRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects a batch for the queue. What the store itself would refuse, for instance a sample that is
 * older than its series' newest, is known only when it answers; it is counted there.
 */
final class QueueAppender implements Appender {

  /** Senders wait about as long for an answer. */
  private static final Duration LONGEST_COMMIT = Duration.ofSeconds(10);

  private final WriteQueue queue;
  private final List<QueuedSample> batch = new ArrayList<>();

  private record Ref(Labels labels) implements SeriesRef {}

  QueueAppender(WriteQueue queue) {
    this.queue = queue;
  }

  @Override
  public SeriesRef append(Labels labels, long timestamp, double value) throws AppendException {
    return append(new Ref(checked(labels)), timestamp, value);
  }

  @Override
  public SeriesRef append(SeriesRef series, long timestamp, double value) throws AppendException {
    demandOpen();
    batch.add(new QueuedSample.FloatSample(series.labels(), timestamp, value));
    return series;
  }

  @Override
  public SeriesRef append(Labels labels, long timestamp, Histogram value) throws AppendException {
    return append(new Ref(checked(labels)), timestamp, value);
  }

  @Override
  public SeriesRef append(SeriesRef series, long timestamp, Histogram value)
      throws AppendException {
    demandOpen();
    batch.add(new QueuedSample.HistogramSample(series.labels(), timestamp, value));
    return series;
  }

  @Override
  public void append(SeriesRef series, Exemplar exemplar) throws AppendException {
    throw new AppendException(
        AppendException.Reason.INVALID_EXEMPLAR, "exemplars are not sent to a remote store");
  }

  private static Labels checked(Labels labels) throws AppendException {
    if (labels.metricName().isEmpty()) {
      throw new AppendException(
          AppendException.Reason.INVALID_LABELS, "there is no metric name in " + labels);
    }
    return labels;
  }

  private void demandOpen() throws AppendException {
    if (queue.closed()) {
      throw new AppendException(AppendException.Reason.CLOSED, "the store is closed");
    }
  }

  @Override
  public int commit() {
    int samples = batch.size();
    queue.append(List.copyOf(batch));
    batch.clear();
    return samples;
  }

  @Override
  public int commitDurably() throws AppendException {
    int samples = commit();
    try {
      if (queue.flush(LONGEST_COMMIT)) {
        return samples;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new AppendException(
        AppendException.Reason.STORAGE_UNAVAILABLE,
        "the remote store has not acknowledged the samples yet");
  }

  @Override
  public void rollback() {
    batch.clear();
  }
}
