// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Accounts for tests: maps behind one lock. Fulfils the port's contract. */
public final class InMemoryCountedBlocks implements CountedBlocks {

  private record Place(Labels group, long day) {}

  private record Account(CountedSpan span, Map<Place, DayBlock> blocks) {}

  private final Map<AccountKey, Account> accounts = new HashMap<>();
  private Runnable onDelete = () -> {};
  private boolean broken;

  /** From now on nothing can be saved or loaded; or it can again. */
  public synchronized void broken(boolean now) {
    broken = now;
  }

  /** Called before an objective is forgotten. */
  public synchronized void onDelete(Runnable action) {
    onDelete = action;
  }

  private void demandWorking() {
    if (broken) {
      throw new CountedBlocksUnavailableException("broken", new IOException("by the test"));
    }
  }

  @Override
  public synchronized void save(Collection<CountedChange> changes) {
    demandWorking();
    changes.forEach(this::save);
  }

  private void save(CountedChange change) {
    Account before = accounts.get(change.account());
    Map<Place, DayBlock> blocks = new HashMap<>(before == null ? Map.of() : before.blocks);
    change.blocks().forEach(block -> blocks.put(new Place(block.group(), block.day()), block));
    blocks.keySet().removeIf(place -> place.day < change.firstDay());
    accounts.put(change.account(), new Account(change.span(), blocks));
  }

  @Override
  public synchronized Optional<SavedAccount> load(AccountKey account) {
    demandWorking();
    return Optional.ofNullable(accounts.get(account))
        .map(found -> new SavedAccount(found.span, List.copyOf(found.blocks.values())));
  }

  @Override
  public synchronized Set<ResourceId> objectives(String kind) {
    demandWorking();
    return accounts.keySet().stream()
        .map(AccountKey::objective)
        .filter(objective -> objective.kind().equals(kind))
        .collect(Collectors.toSet());
  }

  @Override
  public void delete(ResourceId objective) {
    before().run();
    forget(objective);
  }

  private synchronized Runnable before() {
    demandWorking();
    return onDelete;
  }

  private synchronized void forget(ResourceId objective) {
    accounts.keySet().removeIf(key -> key.objective().equals(objective));
  }

  @Override
  public synchronized void deleteOthers(AccountKey account) {
    demandWorking();
    accounts
        .keySet()
        .removeIf(key -> key.objective().equals(account.objective()) && !key.equals(account));
  }
}
