// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.model.ResourceId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The record of what happened to objectives. Thread-safe; calls block for as long as a disk. */
public interface ObjectiveEvents {

  /**
   * Adds events. They are durable when this returns, unless the records are away: then they wait in
   * memory, the oldest giving way when there are too many, and are written later. Never fails.
   */
  void append(List<ObjectiveEvent> events);

  /**
   * The events of an objective from {@code from} on and before {@code to}, the newest first; of
   * equal times the one that was added last. Times are kept to the millisecond.
   *
   * @param limit the most events, at least 1
   * @throws IOException when the records are away
   */
  List<ObjectiveEvent> list(ResourceId objective, Instant from, Instant to, int limit)
      throws IOException;
}
