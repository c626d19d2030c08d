// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.slo.ObjectiveEvent.Kind;
import dev.skopos.slo.ObjectiveSnapshot.TierState;
import dev.skopos.slo.budget.BudgetState;
import dev.skopos.slo.budget.Evaluation;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Records which alerts of objectives fire and which budgets are exhausted, as they begin and end.
 * What was open when the process ended is read from the record. Not thread-safe: one look at a
 * time.
 */
public final class EventRecorder {

  private static final int MOST_EVENTS = 1000;

  private final ObjectiveRegistry objectives;
  private final ObjectiveEvents events;
  private final Map<ResourceId, Open> known = new HashMap<>();

  /** What goes on: tiers whose alerts fire, and groups whose budgets are exhausted. */
  private record Open(Set<String> tiers, Set<Labels> exhausted) {

    static Open of(List<ObjectiveEvent> ascending) {
      Set<String> tiers = new HashSet<>();
      Set<Labels> exhausted = new HashSet<>();
      for (ObjectiveEvent event : ascending) {
        switch (event.kind()) {
          case TIER_FIRING -> tiers.add(event.details());
          case TIER_RESOLVED -> tiers.remove(event.details());
          case BUDGET_EXHAUSTED -> exhausted.add(event.group());
          case BUDGET_RESTORED -> exhausted.remove(event.group());
          case EXCLUSION_APPLIED, FREEZE_BEGAN, FREEZE_ENDED, FREEZE_OVERRIDDEN, RECOUNTED -> {}
        }
      }
      return new Open(tiers, exhausted);
    }

    static Open of(ObjectiveSnapshot objective, Evaluation evaluation) {
      return new Open(
          objective.tiers().stream()
              .filter(tier -> tier.state() == TierState.FIRING)
              .map(tier -> tier.tier().name())
              .collect(Collectors.toUnmodifiableSet()),
          evaluation.groups().stream()
              .filter(BudgetState::isExhausted)
              .map(BudgetState::group)
              .collect(Collectors.toUnmodifiableSet()));
    }
  }

  /** A recorder of these objectives. */
  public EventRecorder(ObjectiveRegistry objectives, ObjectiveEvents events) {
    this.objectives = objectives;
    this.events = events;
  }

  /** Records what changed since the last look; objectives that are at rest stay as they were. */
  public void look() {
    List<ObjectiveSnapshot> snapshots = objectives.snapshots();
    known
        .keySet()
        .retainAll(
            snapshots.stream().map(each -> each.definition().id()).collect(Collectors.toSet()));
    for (ObjectiveSnapshot objective : snapshots) {
      Evaluation evaluation = objective.evaluation();
      if (evaluation != null) {
        look(objective, evaluation);
      }
    }
  }

  private void look(ObjectiveSnapshot objective, Evaluation evaluation) {
    ResourceId id = objective.definition().id();
    Open before = known.get(id);
    try {
      if (before == null) {
        before = Open.of(recorded(id, evaluation.at()));
      }
    } catch (IOException _) {
      // Looked at again when the records are back, so that nothing begins twice.
      return;
    }
    Open now = Open.of(objective, evaluation);
    List<ObjectiveEvent> news = news(id, evaluation.at(), before, now);
    if (!news.isEmpty()) {
      events.append(news);
    }
    known.put(id, now);
  }

  private List<ObjectiveEvent> recorded(ResourceId id, Instant now) throws IOException {
    return events.list(id, Instant.EPOCH, now.plusSeconds(1), MOST_EVENTS).reversed();
  }

  private static List<ObjectiveEvent> news(ResourceId id, Instant at, Open before, Open now) {
    List<ObjectiveEvent> news = new ArrayList<>();
    for (String tier : without(now.tiers(), before.tiers())) {
      news.add(event(id, at, Labels.EMPTY, Kind.TIER_FIRING, tier));
    }
    for (String tier : without(before.tiers(), now.tiers())) {
      news.add(event(id, at, Labels.EMPTY, Kind.TIER_RESOLVED, tier));
    }
    for (Labels group : without(now.exhausted(), before.exhausted())) {
      news.add(event(id, at, group, Kind.BUDGET_EXHAUSTED, ""));
    }
    for (Labels group : without(before.exhausted(), now.exhausted())) {
      news.add(event(id, at, group, Kind.BUDGET_RESTORED, ""));
    }
    return news;
  }

  private static <T extends Comparable<? super T>> List<T> without(Set<T> all, Set<T> others) {
    return all.stream().filter(each -> !others.contains(each)).sorted().toList();
  }

  private static ObjectiveEvent event(
      ResourceId id, Instant at, Labels group, Kind kind, String details) {
    return new ObjectiveEvent(at, id, group, kind, details, Optional.empty());
  }
}
