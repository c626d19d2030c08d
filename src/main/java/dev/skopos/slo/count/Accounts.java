// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import java.time.Instant;
import java.util.List;

/**
 * The counted events of one objective: a snapshot that does not change any more. Thread-safe.
 *
 * <p>Buckets lie on a grid of a minute for the newest 35 days and of 15 minutes before. A bucket
 * holds what happened after its begin and up to its end, the end included, as the ranges of
 * Prometheus 3 do.
 */
public interface Accounts {

  /**
   * The groups that have events, in ascending order; one without labels where there is no groupBy.
   */
  List<Labels> groups();

  /** The first instant that is counted; nothing is known of the time before. */
  Instant since();

  /** Up to when samples were read. */
  Instant until();

  /** The last edge of the grid at or before the instant. */
  Instant edge(Instant instant);

  /**
   * What happened in a group after {@code from} and up to {@code to}. Both are taken to the edge at
   * or before them, except that a {@code to} at or after {@link #until()} takes all that is there.
   */
  Events between(Labels group, Instant from, Instant to);
}
