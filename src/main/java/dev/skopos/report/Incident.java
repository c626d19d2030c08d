// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.model.Labels;
import dev.skopos.slo.ObjectiveEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A time in which an objective's alert fired or a budget was exhausted. Immutable.
 *
 * @param group empty: the objective as a whole
 * @param begin empty: it began before what is known
 * @param end empty: it had not ended by the end of the period
 */
public record Incident(
    Kind kind, Labels group, String details, Optional<Instant> begin, Optional<Instant> end) {

  /** What it was. */
  public enum Kind {
    ALERT("Alert"),
    BUDGET_EXHAUSTED("Budget exhausted");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** For people. */
    public String text() {
      return text;
    }
  }

  /** Alerts are told apart by what their events say, which is their tier. */
  private record Key(Kind kind, Labels group, String tier) {}

  /**
   * The incidents that events tell of, in the order in which they began.
   *
   * @param ascending by time
   */
  static List<Incident> of(List<ObjectiveEvent> ascending) {
    List<Incident> incidents = new ArrayList<>();
    Map<Key, Integer> open = new HashMap<>();
    for (ObjectiveEvent event : ascending) {
      switch (event.kind()) {
        case TIER_FIRING -> begin(incidents, open, key(Kind.ALERT, event), event);
        case TIER_RESOLVED -> end(incidents, open, key(Kind.ALERT, event), event);
        case BUDGET_EXHAUSTED -> begin(incidents, open, key(Kind.BUDGET_EXHAUSTED, event), event);
        case BUDGET_RESTORED -> end(incidents, open, key(Kind.BUDGET_EXHAUSTED, event), event);
        case DELETED -> endAll(incidents, open, event.at());
        case EXCLUSION_APPLIED,
            EXCLUSION_REMOVED,
            FREEZE_BEGAN,
            FREEZE_ENDED,
            FREEZE_OVERRIDDEN,
            RECOUNTED -> {}
      }
    }
    return List.copyOf(incidents);
  }

  /** Whether it had not ended before the instant. */
  boolean lastsUntil(Instant instant) {
    return end.filter(instant::isAfter).isEmpty();
  }

  private static Key key(Kind kind, ObjectiveEvent event) {
    return new Key(
        kind,
        event.group(),
        switch (kind) {
          case ALERT -> event.details();
          case BUDGET_EXHAUSTED -> "";
        });
  }

  /** One that goes on, as after a restart, does not begin again. */
  private static void begin(
      List<Incident> incidents, Map<Key, Integer> open, Key key, ObjectiveEvent event) {
    if (open.putIfAbsent(key, incidents.size()) == null) {
      incidents.add(
          new Incident(
              key.kind(),
              event.group(),
              event.details(),
              Optional.of(event.at()),
              Optional.empty()));
    }
  }

  private static void endAll(List<Incident> incidents, Map<Key, Integer> open, Instant at) {
    for (int place : open.values()) {
      incidents.set(place, incidents.get(place).endedAt(at));
    }
    open.clear();
  }

  private Incident endedAt(Instant at) {
    return new Incident(kind, group, details, begin, Optional.of(at));
  }

  private static void end(
      List<Incident> incidents, Map<Key, Integer> open, Key key, ObjectiveEvent event) {
    Integer place = open.remove(key);
    Optional<Instant> end = Optional.of(event.at());
    if (place == null) {
      incidents.add(
          new Incident(key.kind(), event.group(), event.details(), Optional.empty(), end));
    } else {
      incidents.set(place, incidents.get(place).endedAt(event.at()));
    }
  }
}
