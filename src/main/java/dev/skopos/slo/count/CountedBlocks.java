// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.ResourceId;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps accounts over restarts. Thread-safe. All methods throw {@link
 * CountedBlocksUnavailableException} when nothing can be kept or read at the moment; nothing is
 * changed then.
 */
public interface CountedBlocks {

  /**
   * Saves the changes of several accounts in one transaction; an account that is not there yet
   * begins. Returns when they are durable.
   */
  void save(Collection<CountedChange> changes);

  /** The account with all its blocks; empty when it was never saved. */
  Optional<SavedAccount> load(AccountKey account);

  /** The objectives of the kind that have accounts. */
  Set<ResourceId> objectives(String kind);

  /** Forgets all accounts of the objective; nothing happens when there is none. */
  void delete(ResourceId objective);

  /** Forgets the accounts of the same objective that count something else. */
  void deleteOthers(AccountKey account);
}
