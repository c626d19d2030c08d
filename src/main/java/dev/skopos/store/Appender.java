// SPDX-License-Identifier: Apache-2.0
package dev.skopos.store;

import dev.skopos.model.Labels;

/**
 * Writes one batch of samples. Nothing is readable before {@link #commit()}. An appender belongs to
 * one thread and one batch; get a new one for the next.
 */
public interface Appender {

  /**
   * Adds a sample to the batch.
   *
   * @param labels identify the series; they contain the metric name
   * @param timestamp milliseconds since the epoch
   * @param value the value, or {@code Sample.STALE} to end the series
   * @throws AppendException when the store refuses this sample; the others of the batch stay
   */
  void append(Labels labels, long timestamp, double value) throws AppendException;

  /**
   * Makes the batch readable, and as durable as the store is.
   *
   * @return how many samples went in; those that lost a race with another batch are counted by the
   *     store and left out
   */
  int commit();

  /** Forgets the batch. */
  void rollback();
}
