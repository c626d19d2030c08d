// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.objective;

import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveStatus.State;
import dev.skopos.operator.status.Announcer.News;
import dev.skopos.operator.status.Conditions;
import dev.skopos.slo.ObjectiveSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is told by Events of objectives that have no status of Skopos', in the same words. */
public final class ObjectiveNews {

  private ObjectiveNews() {}

  /** What to tell of an objective whose state became the one that it has now, if anything. */
  public static Optional<News> of(
      Optional<ObjectiveSnapshot.State> before, ObjectiveSnapshot objective, Instant now) {
    Conditions conditions = new Conditions(List.of(), 0L, now);
    ObjectiveConditions.set(conditions, objective);
    return ObjectiveConditions.news(
        before.map(ObjectiveNews::state), state(objective.state()), conditions.list());
  }

  private static State state(ObjectiveSnapshot.State state) {
    return State.valueOf(state.name());
  }
}
