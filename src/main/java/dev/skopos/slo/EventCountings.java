// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.model.ResourceId;
import dev.skopos.rule.QueryFunction;
import dev.skopos.slo.budget.Tier;
import dev.skopos.slo.budget.TierPlan;
import dev.skopos.slo.count.Accounts;
import dev.skopos.slo.count.CountProblem;
import dev.skopos.slo.count.CountedBlocks;
import dev.skopos.slo.count.CountedBlocksUnavailableException;
import dev.skopos.slo.count.CountedChange;
import dev.skopos.slo.count.CountingDefinition;
import dev.skopos.slo.count.EventCounter;
import dev.skopos.slo.count.Indicator;
import dev.skopos.slo.count.SampleSpacing;
import dev.skopos.slo.definition.Budgeting;
import dev.skopos.slo.definition.ObjectiveDefinition;
import dev.skopos.slo.definition.Percent;
import dev.skopos.store.Queryable;
import dev.skopos.store.StoreUnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Counts from the samples of the store, and keeps what was counted: all that is new in one batch
 * with each {@link #save}. Thread-safe; only save waits for the records.
 */
public final class EventCountings implements Counting.Factory {

  private static final Logger LOG = Logger.getLogger(EventCountings.class);

  /** What the cluster does not show right after the start may still be there. */
  static final Duration GRACE = Duration.ofHours(1);

  private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);
  private static final Duration LOOK_AGAIN_SOON = Duration.ofMinutes(1);

  /**
   * All objectives of a kind.
   *
   * @param since when they were known first
   */
  private record Present(Instant since, Set<ResourceId> ids) {}

  private final Queryable store;
  private final QueryFunction queries;
  private final CountedBlocks blocks;
  private final InstantSource clock;
  private final Counter failures;
  private final Map<ResourceId, EventCounter> counters = new ConcurrentHashMap<>();
  private final Set<ResourceId> forgotten = ConcurrentHashMap.newKeySet();
  private final Map<String, Present> present = new ConcurrentHashMap<>();
  private final Set<String> tidied = ConcurrentHashMap.newKeySet();
  private final ReentrantLock saving = new ReentrantLock();

  /**
   * Countings of nothing yet.
   *
   * @param queries answers the indicators that are expressions
   */
  public EventCountings(
      Queryable store,
      QueryFunction queries,
      CountedBlocks blocks,
      InstantSource clock,
      MeterRegistry meters) {
    this.store = store;
    this.queries = queries;
    this.blocks = blocks;
    this.clock = clock;
    this.failures =
        Counter.builder("skopos_slo_save_failures_total")
            .description("How often the counted events of objectives could not be kept.")
            .register(meters);
  }

  @Override
  public Counting open(ObjectiveDefinition objective) {
    EventCounter counter = new EventCounter(counted(objective), store, queries, blocks);
    forgotten.remove(objective.id());
    counters.put(objective.id(), counter);
    return new Open(counter, objective.indicator(), new SampleSpacing(store));
  }

  private static CountingDefinition counted(ObjectiveDefinition objective) {
    Optional<CountingDefinition.Slices> slices =
        switch (objective.budgeting()) {
          case Budgeting.Occurrences() -> Optional.empty();
          case Budgeting.Timeslices(var length, var goodPercent) ->
              Optional.of(
                  new CountingDefinition.Slices(length, Percent.ratio(goodPercent).doubleValue()));
        };
    return new CountingDefinition(
        objective.id(),
        objective.indicator(),
        objective.groupBy(),
        objective.maxGroups(),
        needed(objective),
        slices);
  }

  /** How far back the objective looks. */
  private static Duration needed(ObjectiveDefinition objective) {
    return Stream.concat(
            Stream.of(objective.window().nominalLength()),
            TierPlan.of(objective).stream().filter(Tier::isReachable).map(Tier::longWindow))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  @Override
  public void forget(ResourceId objective) {
    counters.remove(objective);
    forgotten.add(objective);
  }

  /** Others are forgotten once, an hour after the first time: nobody adds to them any more. */
  @Override
  public void retainOnly(String kind, Set<ResourceId> objectives) {
    if (!tidied.contains(kind)) {
      present.compute(
          kind,
          (_, before) ->
              new Present(
                  before == null ? clock.instant() : before.since(), Set.copyOf(objectives)));
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

  /**
   * Keeps what was counted since it was kept last; what cannot be kept is tried again next time.
   */
  public void save() {
    saving.lock();
    try {
      for (ResourceId gone : Set.copyOf(forgotten)) {
        blocks.delete(gone);
        forgotten.remove(gone);
      }
      tidy();
      Map<EventCounter, CountedChange> changes = new HashMap<>();
      counters
          .values()
          .forEach(counter -> counter.unsaved().ifPresent(one -> changes.put(counter, one)));
      if (!changes.isEmpty()) {
        blocks.save(changes.values());
        changes.forEach(EventCounter::saved);
      }
    } catch (CountedBlocksUnavailableException e) {
      failures.increment();
      LOG.warnf("What objectives counted could not be kept: %s", e.getMessage());
    } finally {
      saving.unlock();
    }
  }

  /** One objective's. */
  private static final class Open implements Counting {

    private final EventCounter counter;
    private final Indicator indicator;
    private final SampleSpacing samples;
    private volatile List<CountProblem> gaps = List.of();
    private Optional<Duration> spacing = Optional.empty();
    private Instant nextLook = Instant.MIN;

    Open(EventCounter counter, Indicator indicator, SampleSpacing samples) {
      this.counter = counter;
      this.indicator = indicator;
      this.samples = samples;
    }

    @Override
    public void advance(Instant to) throws CountingFailedException {
      List<CountProblem> problems = counter.advance(to).problems();
      gaps = problems.stream().filter(problem -> !stops(problem)).toList();
      Optional<CountProblem> stop = problems.stream().filter(Open::stops).findFirst();
      if (stop.isPresent()) {
        throw new CountingFailedException(stop.get().message());
      }
      look(to);
    }

    /** Now and then: how often samples come changes with a setting only. */
    private void look(Instant now) {
      if (now.isBefore(nextLook)) {
        return;
      }
      try {
        spacing = samples.of(indicator, now);
        nextLook = now.plus(spacing.isPresent() ? LOOK_AGAIN : LOOK_AGAIN_SOON);
      } catch (StoreUnavailableException e) {
        LOG.debugf("How often samples come is not known: %s", e.getMessage());
      }
    }

    @Override
    public Optional<Duration> sampleSpacing() {
      return spacing;
    }

    /** Whether nothing was counted because of it. */
    private static boolean stops(CountProblem problem) {
      return switch (problem) {
        case CountProblem.MissingBound _,
            CountProblem.QueryFailed _,
            CountProblem.SamplesUnavailable _,
            CountProblem.BlocksUnavailable _ ->
            true;
        case CountProblem.BoundMissingInPart _,
            CountProblem.ClockWentBack _,
            CountProblem.DamagedDay _,
            CountProblem.GroupsDiffer _,
            CountProblem.TooManyGroups _ ->
            false;
      };
    }

    @Override
    public Accounts accounts() {
      return counter.accounts();
    }

    @Override
    public Instant countedFrom() {
      return counter.countedFrom();
    }

    @Override
    public Optional<Instant> resumedAt() {
      return counter.resumedAt();
    }

    @Override
    public Stream<String> gaps() {
      return gaps.stream().map(CountProblem::message);
    }
  }
}
