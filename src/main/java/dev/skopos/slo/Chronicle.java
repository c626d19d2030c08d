// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.RuleSnapshot;
import dev.skopos.rule.RuleSnapshot.Instance;
import dev.skopos.slo.ObjectiveEvent.Kind;
import dev.skopos.slo.budget.BudgetState;
import dev.skopos.slo.budget.Evaluation;
import dev.skopos.slo.definition.Exclusion;
import dev.skopos.slo.definition.ObjectiveDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is worth a record in what changed. What was so before the process started is not
 * recorded again; what changed while it did not run is found by {@link Absence}.
 */
final class Chronicle {

  private static final int MOST_DETAILS = ObjectiveEvent.MOST_DETAILS;

  private Chronicle() {}

  /** Budgets that ran out or were restored, and freezes, between two evaluations. */
  static List<ObjectiveEvent> between(
      ObjectiveDefinition objective, ObjectiveStanding before, ObjectiveStanding after) {
    Evaluation old = before.whole();
    Evaluation present = after.whole();
    if (old == null || present == null || after.failed()) {
      return List.of();
    }
    List<ObjectiveEvent> events = new ArrayList<>();
    Map<Labels, BudgetState> known = new TreeMap<>();
    old.groups().forEach(group -> known.put(group.group(), group));
    for (BudgetState state : present.groups()) {
      BudgetState was = known.get(state.group());
      if (was != null && was.isExhausted() != state.isExhausted()) {
        Kind kind = state.isExhausted() ? Kind.BUDGET_EXHAUSTED : Kind.BUDGET_RESTORED;
        String left = "%.2f %% of the budget is left".formatted(100 * state.remainingRatio());
        events.add(event(objective, present.at(), state.group(), kind, left));
      }
    }
    boolean freezes = objective.policy() != null && objective.policy().freeze();
    boolean frozen = after.policySince() != null;
    if (freezes && frozen != (before.policySince() != null)) {
      Kind kind = frozen ? Kind.FREEZE_BEGAN : Kind.FREEZE_ENDED;
      events.add(event(objective, present.at(), Labels.EMPTY, kind, "by the budget policy"));
    }
    return events;
  }

  /** An objective is no more. */
  static ObjectiveEvent deleted(ResourceId objective, Instant at) {
    return new ObjectiveEvent(at, objective, Labels.EMPTY, Kind.DELETED, "", Optional.empty());
  }

  /** Exclusions that an objective got or lost with an edit. */
  static List<ObjectiveEvent> exclusions(
      ObjectiveDefinition before, ObjectiveDefinition after, Instant at) {
    return Stream.concat(
            changed(before, after, Kind.EXCLUSION_REMOVED, at),
            changed(after, before, Kind.EXCLUSION_APPLIED, at))
        .toList();
  }

  /** Those that only the first has. */
  private static Stream<ObjectiveEvent> changed(
      ObjectiveDefinition has, ObjectiveDefinition other, Kind kind, Instant at) {
    return has.exclusions().stream()
        .filter(exclusion -> !other.exclusions().contains(exclusion))
        .map(exclusion -> exclusion(has, exclusion, kind, at));
  }

  /** Exclusions of an objective that its record does not know. */
  static List<ObjectiveEvent> exclusions(
      ObjectiveDefinition objective, List<ObjectiveEvent> known, Instant at) {
    Set<String> applied =
        known.stream()
            .filter(event -> event.kind() == Kind.EXCLUSION_APPLIED)
            .map(ObjectiveEvent::details)
            .collect(Collectors.toSet());
    return objective.exclusions().stream()
        .map(exclusion -> exclusion(objective, exclusion, Kind.EXCLUSION_APPLIED, at))
        .filter(event -> !applied.contains(event.details()))
        .toList();
  }

  private static ObjectiveEvent exclusion(
      ObjectiveDefinition objective, Exclusion exclusion, Kind kind, Instant at) {
    String when =
        switch (exclusion) {
          case Exclusion.OneOff once -> "from %s to %s".formatted(once.from(), once.to());
          case Exclusion.Recurring again ->
              "%s %s for %s"
                  .formatted(
                      again.window().schedule(), again.window().zone(), again.window().duration());
        };
    return new ObjectiveEvent(
        at,
        objective.id(),
        Labels.EMPTY,
        kind,
        limited(when + ": " + exclusion.reason(), MOST_DETAILS),
        Optional.ofNullable(exclusion.author())
            .map(author -> limited(author, ObjectiveEvent.MOST_AUTHOR)));
  }

  private static String limited(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  /** A tier whose alert fires for a group. */
  record Burning(String tier, Labels group) implements Comparable<Burning> {
    @Override
    public int compareTo(Burning other) {
      int order = tier.compareTo(other.tier);
      return order != 0 ? order : group.compareTo(other.group);
    }
  }

  /**
   * The tiers that fire.
   *
   * @param before only those whose condition began earlier; null: all
   */
  static Set<Burning> burning(
      ObjectiveDefinition objective, Optional<GroupSnapshot> rules, @Nullable Instant before) {
    Set<Burning> burning = new TreeSet<>();
    for (RuleSnapshot rule : rules.map(GroupSnapshot::rules).orElse(List.of())) {
      for (Instance alert : rule.instances()) {
        boolean counts = before == null || alert.activeAt().isBefore(before);
        if (counts
            && alert.state() == RuleSnapshot.State.FIRING
            && alert.labels().has(AlertPlan.TIER)) {
          burning.add(
              new Burning(
                  alert.labels().get(AlertPlan.TIER), alert.labels().only(objective.groupBy())));
        }
      }
    }
    return burning;
  }

  /** Tiers that began to fire or ended. */
  static List<ObjectiveEvent> tiers(
      ObjectiveDefinition objective, Set<Burning> before, Set<Burning> after, Instant at) {
    List<ObjectiveEvent> events = new ArrayList<>();
    for (Burning tier : after) {
      if (!before.contains(tier)) {
        events.add(event(objective, at, tier.group(), Kind.TIER_FIRING, tier.tier()));
      }
    }
    for (Burning tier : before) {
      if (!after.contains(tier)) {
        events.add(event(objective, at, tier.group(), Kind.TIER_RESOLVED, tier.tier()));
      }
    }
    return events;
  }

  private static ObjectiveEvent event(
      ObjectiveDefinition objective, Instant at, Labels group, Kind kind, String details) {
    return new ObjectiveEvent(at, objective.id(), group, kind, details, Optional.empty());
  }
}
