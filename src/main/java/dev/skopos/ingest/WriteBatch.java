// SPDX-License-Identifier: Apache-2.0
package dev.skopos.ingest;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Sample;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.store.SeriesRef;
import dev.skopos.wire.WireException;

/** What one request writes: what the store refuses is told and counted, the rest goes in. */
final class WriteBatch {

  private final Appender appender;
  private final IngestMetrics metrics;
  private final Problems problems = new Problems();
  private int samples;
  private int histograms;
  private int exemplars;

  WriteBatch(Appender appender, IngestMetrics metrics) {
    this.appender = appender;
    this.metrics = metrics;
  }

  /**
   * Adds a number; each NaN but the stale marker becomes the usual one.
   *
   * @return the series, to be used for its next sample
   */
  SeriesRef sample(SeriesRef series, long timestamp, double value) throws UnavailableException {
    try {
      boolean odd = Double.isNaN(value) && !Sample.isStale(value);
      SeriesRef known = appender.append(series, timestamp, odd ? Double.NaN : value);
      samples++;
      return known;
    } catch (AppendException e) {
      refused(e);
      return series;
    }
  }

  /** Adds a native histogram that lies between the positions; returns the series as above. */
  SeriesRef histogram(SeriesRef series, byte[] bytes, int from, int to, HistogramMessage message)
      throws WireException, UnavailableException {
    message.read(bytes, from, to);
    try {
      SeriesRef known = appender.append(series, message.timestamp(), message.histogram());
      histograms++;
      return known;
    } catch (InvalidSeriesException e) {
      refuse(IngestMetrics.INVALID_HISTOGRAM, 1, e.getMessage() + ": " + series.labels());
    } catch (AppendException e) {
      refused(e);
    }
    return series;
  }

  /**
   * Adds an exemplar. The store counts those that it refuses; as in Prometheus they are no reason
   * to refuse the request, but for those out of order where the protocol has answers for that.
   */
  void exemplar(WriteProtocol protocol, SeriesRef series, Exemplar exemplar)
      throws UnavailableException {
    try {
      appender.append(series, exemplar);
      exemplars++;
    } catch (AppendException e) {
      boolean told =
          protocol == WriteProtocol.V2 && e.reason() == AppendException.Reason.OUT_OF_ORDER;
      if (told || e.reason().isTemporary()) {
        refused(e);
      }
    }
  }

  private void refused(AppendException e) throws UnavailableException {
    String message = String.valueOf(e.getMessage());
    if (e.reason().isTemporary()) {
      throw new UnavailableException(message);
    }
    refuse(e.reason().label(), 1, message);
  }

  /** Says that so many samples cannot be stored. */
  void refuse(String reason, int count, String message) {
    metrics.refused(reason, count);
    problems.add(message);
  }

  /** Makes the batch readable, and waits until it is durable. */
  Written commit() throws UnavailableException {
    try {
      appender.commitDurably();
    } catch (AppendException e) {
      throw new UnavailableException(String.valueOf(e.getMessage()));
    }
    Written.Counts counts = new Written.Counts(samples, histograms, exemplars);
    return problems
        .summary()
        .<Written>map(problem -> new Written.Refused(counts, problem))
        .orElseGet(() -> new Written.Stored(counts));
  }

  void rollback() {
    appender.rollback();
  }
}
