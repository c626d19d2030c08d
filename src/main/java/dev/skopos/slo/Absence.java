// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.model.Labels;
import dev.skopos.slo.ObjectiveEvent.Kind;
import dev.skopos.slo.budget.BudgetState;
import dev.skopos.slo.budget.Evaluation;
import dev.skopos.slo.count.Accounts;
import dev.skopos.slo.definition.BudgetPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The time in which an objective was not evaluated, as what was counted tells it. Immutable.
 *
 * @param begin until when it had been counted before
 * @param present the first evaluation since
 */
record Absence(ObjectivePlan plan, Accounts accounts, Instant begin, Evaluation present) {

  private static final int STEPS = 100;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String DETAILS = "while Skopos did not run";

  /**
   * What changed in between, with the time at which it did: against the record, and where that says
   * nothing, against what was counted up to the begin.
   *
   * @param record of the objective, the newest first
   */
  List<ObjectiveEvent> changes(List<ObjectiveEvent> record) {
    List<ObjectiveEvent> events = new ArrayList<>();
    for (BudgetState state : present.groups()) {
      Labels group = state.group();
      boolean now = state.isExhausted();
      Predicate<Instant> exhausted = at -> state(group, at).isExhausted();
      boolean was =
          newest(record, group, Kind.BUDGET_EXHAUSTED, Kind.BUDGET_RESTORED)
              .orElseGet(() -> exhausted.test(begin));
      if (was != now) {
        Kind kind = now ? Kind.BUDGET_EXHAUSTED : Kind.BUDGET_RESTORED;
        events.add(event(since(exhausted, now), group, kind));
      }
    }
    freeze(record).ifPresent(events::add);
    return events;
  }

  private Optional<ObjectiveEvent> freeze(List<ObjectiveEvent> record) {
    BudgetPolicy policy = plan.definition().policy();
    if (policy == null || !policy.freeze()) {
      return Optional.empty();
    }
    boolean now = plan.policyHolds(present);
    Predicate<Instant> holds =
        at ->
            present.groups().stream()
                .anyMatch(group -> policy.holds(state(group.group(), at).remainingRatio()));
    boolean was =
        newest(record, Labels.EMPTY, Kind.FREEZE_BEGAN, Kind.FREEZE_ENDED)
            .orElseGet(() -> holds.test(begin));
    return was == now
        ? Optional.empty()
        : Optional.of(
            event(since(holds, now), Labels.EMPTY, now ? Kind.FREEZE_BEGAN : Kind.FREEZE_ENDED));
  }

  /** Whether the newest of these events is that of the first kind. */
  private static Optional<Boolean> newest(
      List<ObjectiveEvent> record, Labels group, Kind began, Kind ended) {
    return record.stream()
        .filter(event -> event.group().equals(group))
        .map(ObjectiveEvent::kind)
        .filter(kind -> kind == began || kind == ended)
        .map(kind -> kind == began)
        .findFirst();
  }

  private BudgetState state(Labels group, Instant at) {
    return plan.evaluator().evaluate(accounts, group, accounts.edge(at));
  }

  /** Since when it is so, to the minute. Where it always was, an edit made it so: since now. */
  private Instant since(Predicate<Instant> condition, boolean now) {
    Instant end = present.at();
    Duration step = Duration.between(begin, end).dividedBy(STEPS);
    step = step.compareTo(MINUTE) < 0 ? MINUTE : step;
    Instant holds = end;
    Instant before = end.minus(step);
    while (before.isAfter(begin) && condition.test(before) == now) {
      holds = before;
      before = before.minus(step);
    }
    Instant other = before.isAfter(begin) ? before : begin;
    return condition.test(other) == now ? end : between(condition, now, other, holds);
  }

  private static Instant between(
      Predicate<Instant> condition, boolean now, Instant other, Instant holds) {
    Instant last = other;
    Instant first = holds;
    while (Duration.between(last, first).compareTo(MINUTE) > 0) {
      Instant middle = last.plus(Duration.between(last, first).dividedBy(2));
      if (condition.test(middle) == now) {
        first = middle;
      } else {
        last = middle;
      }
    }
    return first;
  }

  private ObjectiveEvent event(Instant at, Labels group, Kind kind) {
    return new ObjectiveEvent(at, plan.definition().id(), group, kind, DETAILS, Optional.empty());
  }
}
