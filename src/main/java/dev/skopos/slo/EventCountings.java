// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.model.ResourceId;
import dev.skopos.rule.QueryFunction;
import dev.skopos.slo.budget.Tier;
import dev.skopos.slo.budget.TierPlan;
import dev.skopos.slo.count.CountedBlocks;
import dev.skopos.slo.count.CountedBlocksUnavailableException;
import dev.skopos.slo.count.CountingDefinition;
import dev.skopos.slo.count.EventCounter;
import dev.skopos.slo.count.SampleSpacing;
import dev.skopos.slo.definition.Budgeting;
import dev.skopos.slo.definition.ObjectiveDefinition;
import dev.skopos.slo.definition.Percent;
import dev.skopos.store.Queryable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
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
  private final KeptCounts kept;
  private final Counter failures;

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
    this.kept = new KeptCounts(blocks, clock);
    this.failures =
        Counter.builder("skopos_slo_save_failures_total")
            .description("How often the counted events of objectives could not be kept.")
            .register(meters);
  }

  @Override
  public Counting open(ObjectiveDefinition objective) {
    EventCounter counter = new EventCounter(counted(objective), store, queries, kept);
    kept.keep(counter);
    return new CountingFromSamples(counter, objective.indicator(), new SampleSpacing(store));
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
    kept.forget(objective);
  }

  @Override
  public void retainOnly(String kind, Set<ResourceId> objectives) {
    kept.retainOnly(kind, objectives);
  }

  /**
   * Keeps what was counted since it was kept last; what cannot be kept is tried again next time.
   */
  public void save() {
    try {
      kept.save();
    } catch (CountedBlocksUnavailableException e) {
      failures.increment();
      LOG.warnf("What objectives counted could not be kept: %s", e.getMessage());
    }
  }
}
