// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.budget;

import dev.skopos.calendar.Span;
import dev.skopos.model.Labels;
import dev.skopos.slo.budget.BudgetState.Burn;
import dev.skopos.slo.count.Accounts;
import dev.skopos.slo.count.Events;
import dev.skopos.slo.definition.AbsentData;
import dev.skopos.slo.definition.ObjectiveDefinition;
import dev.skopos.slo.definition.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reckons how one objective stands. Immutable and thread-safe. */
public final class Evaluator {

  /** Without a sample for as long {@link AbsentData#FREEZE} holds the objective as it was. */
  static final Duration HELD_AFTER = Duration.ofMinutes(3);

  private final ObjectiveDefinition objective;
  private final List<Tier> tiers;
  private final SortedSet<Duration> windows = new TreeSet<>();
  private final double share;
  private final ExclusionSpans exclusions;

  public Evaluator(ObjectiveDefinition objective) {
    this.objective = objective;
    this.tiers = TierPlan.of(objective);
    this.exclusions = new ExclusionSpans(objective.exclusions());
    this.share = objective.budgetRatio().doubleValue();
    for (Tier tier : tiers) {
      if (tier.reach() == Tier.Reach.REACHABLE || tier.reach() == Tier.Reach.UNREACHABLE) {
        windows.add(tier.shortWindow());
        windows.add(tier.longWindow());
      }
    }
    windows.add(Projection.recent(objective.window()));
  }

  /** All tiers, the fastest first, also those that can never fire. */
  public List<Tier> tiers() {
    return tiers;
  }

  /**
   * The objective at an instant, of accounts that reach up to it.
   *
   * @param watched since when samples are looked for; without any, data are that old
   */
  public Evaluation evaluate(Accounts accounts, Instant at, Instant watched) {
    List<Labels> known = accounts.groups();
    List<Labels> groups = known.subList(0, Math.min(known.size(), objective.maxGroups()));
    Instant newest = new NewestSample(accounts, groups, watched).before(at);
    Duration age = Duration.between(newest, at);
    boolean held =
        objective.absentData() == AbsentData.FREEZE
            && age.compareTo(HELD_AFTER) >= 0
            && !groups.isEmpty();
    Instant upTo = held ? newest : at;
    @Nullable Span period = period(upTo);
    Instant begin = begin(upTo, period);
    Instant from = Reckoning.later(accounts.edge(begin), accounts.since());
    Reckoning reckoning = reckoning(accounts, from, upTo);
    Instant end = period == null ? null : period.end();
    List<BudgetState> states =
        groups.stream().map(group -> state(reckoning, group, begin, end)).toList();
    return new Evaluation(
        at,
        upTo,
        from,
        end,
        period == null ? null : elapsed(period, upTo),
        age,
        total(states),
        states,
        known.size() - groups.size());
  }

  /** Where the window of the objective begins that ends at the instant. */
  public Instant windowBegin(Instant upTo) {
    return begin(upTo, period(upTo));
  }

  /** One group at an instant, which may be one of the past. */
  public BudgetState evaluate(Accounts accounts, Labels group, Instant at) {
    @Nullable Span period = period(at);
    Instant begin = begin(at, period);
    Instant from = Reckoning.later(accounts.edge(begin), accounts.since());
    return state(reckoning(accounts, from, at), group, begin, period == null ? null : period.end());
  }

  /** A period by itself: its budget is the share of its own events. */
  PeriodBudget over(Accounts accounts, Instant from, Instant to) {
    List<Labels> known = accounts.groups();
    List<Labels> groups = known.subList(0, Math.min(known.size(), objective.maxGroups()));
    Instant first = Reckoning.later(accounts.edge(from), accounts.since());
    Instant last = to.isAfter(accounts.until()) ? accounts.until() : accounts.edge(to);
    if (!first.isBefore(last)) {
      return new PeriodBudget(
          first, first, state(Labels.EMPTY, Events.NONE, null, new TreeMap<>()), List.of());
    }
    Reckoning reckoning = reckoning(accounts, first, last);
    List<BudgetState> states =
        groups.stream()
            .map(group -> state(group, reckoning.since(group, first), null, new TreeMap<>()))
            .toList();
    return new PeriodBudget(first, last, total(states), states);
  }

  /**
   * Buckets hold what happened up to their end, so at its very end a period is still the present.
   */
  private @Nullable Span period(Instant upTo) {
    return switch (objective.window()) {
      case Window.Rolling _ -> null;
      case Window.Calendar(var periods) -> periods.containing(upTo.minusNanos(1));
    };
  }

  private Instant begin(Instant upTo, @Nullable Span period) {
    return period == null ? upTo.minus(objective.window().nominalLength()) : period.begin();
  }

  private static double elapsed(Span period, Instant at) {
    return (double) Duration.between(period.begin(), at).toMillis() / period.length().toMillis();
  }

  private Reckoning reckoning(Accounts accounts, Instant from, Instant upTo) {
    Instant longest = accounts.edge(upTo.minus(windows.last()));
    Instant first = longest.isBefore(from) ? longest : from;
    ExcludedTime excluded =
        exclusions.isEmpty() || !first.isBefore(upTo)
            ? new ExcludedTime(List.of())
            : ExcludedTime.of(exclusions, accounts, new Span(first, upTo));
    return new Reckoning(objective, accounts, excluded, from, upTo);
  }

  private BudgetState state(
      Reckoning reckoning, Labels group, Instant begin, @Nullable Instant periodEnd) {
    Events events = reckoning.since(group, begin);
    SortedMap<Duration, Burn> burns = new TreeMap<>();
    for (Duration window : windows) {
      Events recent = reckoning.since(group, reckoning.to().minus(window));
      burns.put(window, new Burn(recent, burnRate(recent)));
    }
    Instant exhaustion = new Projection(reckoning, group, events, share).exhaustion(periodEnd);
    return state(group, events, exhaustion, burns);
  }

  private BudgetState state(
      Labels group, Events events, @Nullable Instant exhaustion, SortedMap<Duration, Burn> burns) {
    double budget = share * events.total();
    boolean known = events.total() > 0;
    return new BudgetState(
        group,
        events,
        known ? 1 - events.bad() / events.total() : Double.NaN,
        budget,
        known ? 1 - events.bad() / budget : Double.NaN,
        exhaustion,
        burns);
  }

  private double burnRate(Events events) {
    return events.total() > 0 ? events.bad() / events.total() / share : Double.NaN;
  }

  /** All groups as if they were one; there is no projection where there is more than one. */
  private BudgetState total(List<BudgetState> groups) {
    if (groups.size() == 1 && groups.getFirst().group().isEmpty()) {
      return groups.getFirst();
    }
    Events all = groups.stream().map(BudgetState::events).reduce(Events.NONE, Events::plus);
    SortedMap<Duration, Burn> burns = new TreeMap<>();
    for (Duration window : windows) {
      Events recent =
          groups.stream()
              .map(group -> group.burn(window).events())
              .reduce(Events.NONE, Events::plus);
      burns.put(window, new Burn(recent, burnRate(recent)));
    }
    return state(Labels.EMPTY, all, null, burns);
  }
}
