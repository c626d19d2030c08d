// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.ResourceId;
import java.util.Collection;
import java.util.Set;

/**
 * Keeps accounts over restarts. Thread-safe. All methods throw {@link
 * CountedBlocksUnavailableException} when nothing can be kept or read at the moment; nothing is
 * changed then.
 */
public interface CountedBlocks extends SavedAccounts {

  /**
   * Saves the changes of several accounts in one transaction; an account that is not there yet
   * begins. Returns when they are durable.
   */
  void save(Collection<CountedChange> changes);

  /** The objectives of the kind that have accounts. */
  Set<ResourceId> objectives(String kind);

  /** Forgets all accounts of the objective; nothing happens when there is none. */
  void delete(ResourceId objective);
}
