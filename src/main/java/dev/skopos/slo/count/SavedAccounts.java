// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import java.util.Optional;

/**
 * What was saved of accounts, for those who go on with them. Thread-safe. All methods throw {@link
 * CountedBlocksUnavailableException} when nothing can be read or deleted at the moment.
 */
public interface SavedAccounts {

  /** The account with all its blocks; empty when it was never saved. */
  Optional<SavedAccount> load(AccountKey account);

  /** Forgets the accounts of the same objective that count something else. */
  void deleteOthers(AccountKey account);
}
