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
import dev.skopos.slo.definition.Budgeting;
import dev.skopos.slo.definition.ObjectiveDefinition;
import dev.skopos.slo.definition.Percent;
import dev.skopos.store.Queryable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
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

  private final Queryable store;
  private final QueryFunction queries;
  private final CountedBlocks blocks;
  private final Counter failures;
  private final Map<ResourceId, EventCounter> counters = new ConcurrentHashMap<>();
  private final Set<ResourceId> forgotten = ConcurrentHashMap.newKeySet();
  private final ReentrantLock saving = new ReentrantLock();

  /**
   * Countings of nothing yet.
   *
   * @param queries answers the indicators that are expressions
   */
  public EventCountings(
      Queryable store, QueryFunction queries, CountedBlocks blocks, MeterRegistry meters) {
    this.store = store;
    this.queries = queries;
    this.blocks = blocks;
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
    return new Open(counter);
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
    private volatile List<CountProblem> gaps = List.of();

    Open(EventCounter counter) {
      this.counter = counter;
    }

    @Override
    public void advance(Instant to) throws CountingFailedException {
      List<CountProblem> problems = counter.advance(to).problems();
      gaps = problems.stream().filter(problem -> !stops(problem)).toList();
      Optional<CountProblem> stop = problems.stream().filter(Open::stops).findFirst();
      if (stop.isPresent()) {
        throw new CountingFailedException(stop.get().message());
      }
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
    public Stream<String> gaps() {
      return gaps.stream().map(CountProblem::message);
    }
  }
}
