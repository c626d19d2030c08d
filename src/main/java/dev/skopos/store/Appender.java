// SPDX-License-Identifier: Apache-2.0
package dev.skopos.store;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;

/**
 * Writes one batch of samples. Nothing is readable before {@link #commit()}. An appender belongs to
 * one thread at a time; it is empty and ready for the next batch after a commit or a rollback.
 */
public interface Appender {

  /**
   * Adds a sample to the batch. Samples may come late: up to the store's out-of-order window they
   * find their place, as in Prometheus.
   *
   * @param labels identify the series; they contain the metric name
   * @param timestamp milliseconds since the epoch
   * @param value the value, or {@code Sample.STALE} to end the series
   * @return the series, for the samples to come
   * @throws AppendException when the store refuses this sample; the others of the batch stay
   */
  SeriesRef append(Labels labels, long timestamp, double value) throws AppendException;

  /** Adds a sample of a series that this store gave a reference to; returns the one to use next. */
  SeriesRef append(SeriesRef series, long timestamp, double value) throws AppendException;

  /** Adds a native histogram. Its buckets that hold nothing are not kept. */
  SeriesRef append(Labels labels, long timestamp, Histogram value) throws AppendException;

  /** Adds a native histogram of a series that this store gave a reference to. */
  SeriesRef append(SeriesRef series, long timestamp, Histogram value) throws AppendException;

  /**
   * Adds an exemplar. Those of one series come in the order of time, then value, then labels; what
   * is there already is ignored. The store keeps so many of the newest ones of all series together.
   *
   * @throws AppendException when it comes before the newest one of the series, when it is too large
   *     or when there is no such series
   */
  void append(SeriesRef series, Exemplar exemplar) throws AppendException;

  /**
   * Makes the batch readable. It is durable a moment later, at the store's next group commit.
   *
   * @return how many samples went in; those that lost a race with another batch are counted by the
   *     store and left out
   */
  int commit();

  /**
   * Makes the batch readable, and returns when it is durable.
   *
   * @throws AppendException when it could not be made durable. The samples may be readable
   *     nevertheless; sending them again makes none of them twice.
   */
  int commitDurably() throws AppendException;

  /** Forgets the batch. */
  void rollback();
}
