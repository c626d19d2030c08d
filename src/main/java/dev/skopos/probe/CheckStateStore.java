// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe;

import dev.skopos.model.ResourceId;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the state of checks over restarts. Thread-safe. A state that cannot be kept or read is
 * counted and logged by the store; the check goes on with what it has in memory.
 */
public interface CheckStateStore {

  /**
   * Begins to keep states; called once, before anything else.
   *
   * @return whether the states that are there are the last ones: false when the process before was
   *     killed, or could not save them all
   */
  boolean begin();

  /** All states are saved, and none of them changes any more. */
  void end();

  /** The state saved last; empty when there is none or it cannot be read. */
  Optional<CheckState> load(ResourceId check);

  void save(ResourceId check, CheckState state);

  /** Forgets the check; nothing happens when there is no state. */
  void delete(ResourceId check);

  /** The checks that have a saved state. */
  Set<ResourceId> ids();
}
