// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.model.ResourceId;
import dev.skopos.slo.count.AccountKey;
import dev.skopos.slo.count.CountedBlocks;
import dev.skopos.slo.count.CountedChange;
import dev.skopos.slo.count.EventCounter;
import dev.skopos.slo.count.SavedAccount;
import dev.skopos.slo.count.SavedAccounts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jboss.logging.Logger;

/**
 * What was counted of the objectives, as the records keep it. A counter loads either before a
 * {@link #save} or after it: so it never goes on from rows that are deleted, or added to, at the
 * same time, also where an objective was created anew. Thread-safe.
 */
final class KeptCounts implements SavedAccounts {

  private static final Logger LOG = Logger.getLogger(KeptCounts.class);

  /** What the cluster does not show right after the start may still be there. */
  static final Duration GRACE = Duration.ofHours(1);

  /**
   * All objectives of a kind.
   *
   * @param since when they were known first
   */
  private record Present(Instant since, Set<ResourceId> ids) {}

  private final CountedBlocks blocks;
  private final InstantSource clock;
  private final Map<ResourceId, EventCounter> counters = new ConcurrentHashMap<>();
  private final Set<ResourceId> forgotten = ConcurrentHashMap.newKeySet();
  private final Map<String, Present> present = new ConcurrentHashMap<>();
  private final Set<String> tidied = ConcurrentHashMap.newKeySet();
  private final ReadWriteLock rows = new ReentrantReadWriteLock();

  KeptCounts(CountedBlocks blocks, InstantSource clock) {
    this.blocks = blocks;
    this.clock = clock;
  }

  /** Keeps what the counter counts from now on; it has loaded nothing yet. */
  void keep(EventCounter counter) {
    ResourceId objective = counter.account().objective();
    forgotten.remove(objective);
    counters.put(objective, counter);
  }

  /** What was counted of the objective is deleted with the next {@link #save}. */
  void forget(ResourceId objective) {
    counters.remove(objective);
    forgotten.add(objective);
  }

  /** Others are forgotten once, an hour after the first time: nobody adds to them any more. */
  void retainOnly(String kind, Set<ResourceId> objectives) {
    if (!tidied.contains(kind)) {
      present.compute(
          kind,
          (_, before) ->
              new Present(
                  before == null ? clock.instant() : before.since(), Set.copyOf(objectives)));
    }
  }

  @Override
  public Optional<SavedAccount> load(AccountKey account) {
    Lock lock = rows.readLock();
    lock.lock();
    try {
      return blocks.load(account);
    } finally {
      lock.unlock();
    }
  }

  /** Only by the counter that is kept now: another one may go on with what it counted before. */
  @Override
  public void deleteOthers(AccountKey account) {
    Lock lock = rows.writeLock();
    lock.lock();
    try {
      EventCounter kept = counters.get(account.objective());
      if (kept != null && kept.account().equals(account)) {
        blocks.deleteOthers(account);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Saves all that is new in one batch, and deletes what was forgotten; throws {@link
   * dev.skopos.slo.count.CountedBlocksUnavailableException} when that cannot be done now.
   */
  void save() {
    Lock lock = rows.writeLock();
    lock.lock();
    try {
      deleteForgotten();
      tidy();
      saveChanges();
    } finally {
      lock.unlock();
    }
  }

  private void deleteForgotten() {
    for (ResourceId gone : Set.copyOf(forgotten)) {
      blocks.delete(gone);
      forgotten.remove(gone);
    }
  }

  private void tidy() {
    present.forEach(
        (kind, known) -> {
          if (!clock.instant().isBefore(known.since().plus(GRACE)) && !tidied.contains(kind)) {
            for (ResourceId kept : blocks.objectives(kind)) {
              if (!known.ids().contains(kept) && !counters.containsKey(kept)) {
                blocks.delete(kept);
                LOG.infof("%s is gone: what it counted is forgotten", kept);
              }
            }
            tidied.add(kind);
            present.remove(kind);
          }
        });
  }

  private void saveChanges() {
    Map<EventCounter, CountedChange> changes = new HashMap<>();
    counters
        .values()
        .forEach(counter -> counter.unsaved().ifPresent(one -> changes.put(counter, one)));
    if (!changes.isEmpty()) {
      blocks.save(changes.values());
      changes.forEach(EventCounter::saved);
    }
  }
}
