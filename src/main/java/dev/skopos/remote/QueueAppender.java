// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import dev.skopos.model.Labels;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects a batch for the queue. What the store itself would refuse, for instance a sample that is
 * older than its series' newest, is known only when it answers; it is counted there.
 */
final class QueueAppender implements Appender {

  private final WriteQueue queue;
  private final List<QueuedSample> batch = new ArrayList<>();

  QueueAppender(WriteQueue queue) {
    this.queue = queue;
  }

  @Override
  public void append(Labels labels, long timestamp, double value) throws AppendException {
    check(labels);
    batch.add(new QueuedSample.FloatSample(labels, timestamp, value));
  }

  private void check(Labels labels) throws AppendException {
    if (queue.closed()) {
      throw new AppendException(AppendException.Reason.CLOSED, "the store is closed");
    }
    if (labels.metricName().isEmpty()) {
      throw new AppendException(
          AppendException.Reason.INVALID_LABELS, "there is no metric name in " + labels);
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
  public void rollback() {
    batch.clear();
  }
}
