// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;

/** What waits to be sent. */
sealed interface QueuedSample {

  Labels labels();

  /** Milliseconds since the epoch. */
  long timestamp();

  /** These with an equal label set in place of its own, so that samples of a series share one. */
  QueuedSample sharing(Labels labels);

  /** A number, or the stale marker. */
  record FloatSample(Labels labels, long timestamp, double value) implements QueuedSample {
    @Override
    public QueuedSample sharing(Labels shared) {
      return new FloatSample(shared, timestamp, value);
    }
  }

  /** A native histogram. */
  record HistogramSample(Labels labels, long timestamp, Histogram value) implements QueuedSample {
    @Override
    public QueuedSample sharing(Labels shared) {
      return new HistogramSample(shared, timestamp, value);
    }
  }
}
