// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import dev.skopos.model.ResourceId;
import dev.skopos.slo.count.AccountKey;
import dev.skopos.slo.count.CountedBlocks;
import dev.skopos.slo.count.CountedChange;
import dev.skopos.slo.count.SavedAccount;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Accounts that are saved once. */
final class KeptInMemory implements CountedBlocks {

  private final Map<AccountKey, SavedAccount> accounts = new ConcurrentHashMap<>();

  @Override
  public void save(Collection<CountedChange> changes) {
    changes.forEach(one -> accounts.put(one.account(), new SavedAccount(one.span(), one.blocks())));
  }

  @Override
  public Optional<SavedAccount> load(AccountKey account) {
    return Optional.ofNullable(accounts.get(account));
  }

  @Override
  public Set<ResourceId> objectives(String kind) {
    return accounts.keySet().stream()
        .map(AccountKey::objective)
        .filter(objective -> objective.kind().equals(kind))
        .collect(Collectors.toSet());
  }

  @Override
  public void delete(ResourceId objective) {
    accounts.keySet().removeIf(key -> key.objective().equals(objective));
  }

  @Override
  public void deleteOthers(AccountKey account) {
    accounts.keySet().removeIf(key -> !key.equals(account));
  }
}
