// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import dev.skopos.rule.QueryFunction;
import dev.skopos.slo.count.Account.Place;
import dev.skopos.store.Queryable;
import dev.skopos.store.StoreUnavailableException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts the events of one objective from the samples: exactly, whatever counters restart, scrapes
 * fail or Skopos does. It is told again and again to {@link #advance}, by one thread at a time; all
 * other methods are thread-safe.
 *
 * <p>What was counted is kept by {@link CountedBlocks}: whoever saves takes {@link #unsaved()},
 * saves it together with that of other objectives, and tells {@link #saved} when that is durable.
 */
public final class EventCounter {

  private static final Logger LOG = Logger.getLogger(EventCounter.class);

  /** Takes a few milliseconds. */
  private static final long MOST_SAMPLES = 100_000;

  private record Span(long from, long to) {
    Span and(@Nullable Span other) {
      return other == null ? this : new Span(Math.min(from, other.from), Math.max(to, other.to));
    }
  }

  /** What others see; span is null before anything was loaded. */
  private record Published(Snapshot snapshot, @Nullable CountedSpan span) {}

  private final AccountKey key;
  private final SavedAccounts blocks;
  private final GroupLimit groups;
  private final Account account;
  private final Progress progress;
  private final List<CountProblem> damages = new ArrayList<>();
  private final Map<Place, Long> changes = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Span> requested = new AtomicReference<>();
  private volatile Published published = new Published(new Snapshot(new TreeMap<>(), 0), null);
  private volatile long version;
  private volatile boolean othersObsolete;
  private volatile @Nullable Instant resumedAt;
  private boolean loaded;
  private boolean othersDeleted;

  /** Does nothing yet: what was saved is loaded with the first {@link #advance}. */
  public EventCounter(
      CountingDefinition definition, Queryable store, QueryFunction queries, SavedAccounts blocks) {
    this(definition, store, queries, blocks, MOST_SAMPLES);
  }

  /** Counts so many samples again in one go. */
  EventCounter(
      CountingDefinition definition,
      Queryable store,
      QueryFunction queries,
      SavedAccounts blocks,
      long mostSamples) {
    this.key = definition.account();
    this.blocks = blocks;
    this.account = new Account(definition.slices());
    this.groups = new GroupLimit(definition, account);
    Reading reading = new Readings(store, queries).of(definition.indicator(), groups);
    LateSamples late =
        new LateSamples(reading, account, groups, key.hashCode() * 1_000L, mostSamples);
    this.progress = new Progress(reading, account, groups, late);
  }

  /** What it counts into. */
  public AccountKey account() {
    return key;
  }

  /** What is counted; empty, and until 1970, before the first {@link #advance}. */
  public Accounts accounts() {
    return published.snapshot;
  }

  /** Until when what was saved had been counted; empty: nothing was, or it is not loaded yet. */
  public Optional<Instant> resumedAt() {
    return Optional.ofNullable(resumedAt);
  }

  /**
   * Since when all that there is is counted. {@code MIN}: there is nothing before; {@code MAX}:
   * nothing was counted yet.
   */
  public Instant countedFrom() {
    CountedSpan span = published.span;
    if (span == null) {
      return Instant.MAX;
    }
    return span.complete() ? Instant.MIN : span.from();
  }

  /**
   * Counts what is new up to the time, and a bounded part of what else there is to do: at the first
   * start the newest hour first, then back to the oldest sample. Samples that come up to a minute
   * late are found at once, those up to two hours late within ten minutes, where there are very
   * many series within half an hour, and where there are few within a minute if the store tells of
   * them.
   */
  public Advanced advance(Instant to) {
    List<CountProblem> problems = new ArrayList<>();
    try {
      if (!loaded) {
        load(to.toEpochMilli());
      }
      deleteOthers();
      takeRequest();
      progress.advance(progress.reach(to.toEpochMilli()));
    } catch (CountedBlocksUnavailableException e) {
      problems.add(new CountProblem.BlocksUnavailable(String.valueOf(e.getMessage())));
    } catch (StoreUnavailableException e) {
      problems.add(new CountProblem.SamplesUnavailable(String.valueOf(e.getMessage())));
    } catch (UnansweredException e) {
      problems.add(e.problem());
    }
    if (loaded) {
      publish();
    }
    problems.addAll(progress.problems());
    problems.addAll(damages);
    if (!progress.hasRequests()) {
      damages.clear();
    }
    return new Advanced(loaded && progress.isComplete(), problems);
  }

  /**
   * Counts a span again from its samples, with the next calls of {@link #advance}. What has no
   * samples any more stays as it is.
   */
  public void recount(Instant from, Instant to) {
    Span span = new Span(from.toEpochMilli(), to.toEpochMilli());
    requested.accumulateAndGet(span, (before, more) -> more == null ? before : more.and(before));
  }

  private void takeRequest() {
    boolean begun = published.span != null;
    Span span = begun ? requested.getAndSet(null) : null;
    if (span != null) {
      progress.recount(span.from, span.to);
    }
  }

  private void load(long now) {
    Optional<SavedAccount> saved = blocks.load(key);
    if (saved.isPresent()) {
      CountedSpan span = saved.get().span();
      load(saved.get().blocks());
      resumedAt = span.until();
      long until = span.until().toEpochMilli();
      account.advance(until);
      groups.reset(account.groups());
      progress.resume(span.from().toEpochMilli(), span.complete(), until);
      damages.forEach(this::recountDamaged);
    } else {
      progress.begin(now);
    }
    loaded = true;
  }

  private void load(List<DayBlock> saved) {
    Map<Labels, List<Day>> days = new HashMap<>();
    for (DayBlock block : saved) {
      Optional<Day> day = Day.read(block.day(), block.data());
      if (day.isPresent()) {
        days.computeIfAbsent(block.group(), _ -> new ArrayList<>()).add(day.get());
      } else {
        LocalDate date = LocalDate.ofEpochDay(block.day());
        CountProblem damage = new CountProblem.DamagedDay(block.group(), date);
        LOG.errorf("%s: %s", key.objective(), damage.message());
        damages.add(damage);
      }
    }
    account.load(days);
  }

  private void recountDamaged(CountProblem problem) {
    if (problem instanceof CountProblem.DamagedDay damage) {
      long begin = damage.day().toEpochDay() * Grid.DAY;
      progress.recount(begin, begin + Grid.DAY);
    }
  }

  /** They only take up room, so that it can wait. */
  private void deleteOthers() {
    if (othersObsolete && !othersDeleted) {
      try {
        blocks.deleteOthers(key);
        othersDeleted = true;
      } catch (CountedBlocksUnavailableException e) {
        LOG.debugf("%s: older counts cannot be deleted: %s", key.objective(), e.getMessage());
      }
    }
  }

  /** The marks come after what they mark, so that nobody takes the mark and misses the change. */
  private void publish() {
    long until = account.until();
    CountedSpan span =
        new CountedSpan(
            Instant.ofEpochMilli(progress.from()), Instant.ofEpochMilli(until), progress.isBegun());
    published = new Published(account.snapshot(), span);
    long next = version + 1;
    account.takeChanged().forEach(place -> changes.put(place, next));
    version = next;
  }

  /** All that is not saved yet; empty when there is nothing. It stays so until it is saved. */
  public Optional<CountedChange> unsaved() {
    long upTo = version;
    List<Place> places = List.copyOf(changes.keySet());
    Published now = published;
    CountedSpan span = now.span;
    if (span == null) {
      return Optional.empty();
    }
    List<DayBlock> changed = new ArrayList<>();
    for (Place place : places) {
      byte[] data = now.snapshot.day(place.group(), place.day()).data();
      changed.add(new DayBlock(place.group(), place.day(), data));
    }
    return Optional.of(new CountedChange(key, span, now.snapshot.firstDay(), changed, upTo));
  }

  /** A change that came from {@link #unsaved()} is durable now. */
  public void saved(CountedChange change) {
    for (DayBlock block : change.blocks()) {
      changes.computeIfPresent(
          new Place(block.group(), block.day()),
          (_, marked) -> marked <= change.version() ? null : marked);
    }
    if (change.span().complete()) {
      othersObsolete = true;
    }
  }
}
