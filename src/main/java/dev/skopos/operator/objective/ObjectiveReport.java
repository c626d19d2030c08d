// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.objective;

import dev.skopos.api.v1alpha1.Condition;
import dev.skopos.api.v1alpha1.Selector;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjective;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveStatus;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveStatus.ErrorBudget;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveStatus.Freeze;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveStatus.State;
import dev.skopos.mapping.ObjectiveMapper;
import dev.skopos.notify.RoutingSnapshot;
import dev.skopos.operator.rule.RuleValues;
import dev.skopos.operator.status.Announcer.News;
import dev.skopos.operator.status.Conditions;
import dev.skopos.operator.status.Reason;
import dev.skopos.operator.status.Standing;
import dev.skopos.operator.status.StatusValues;
import dev.skopos.slo.ObjectiveSnapshot;
import dev.skopos.slo.budget.BudgetState;
import dev.skopos.slo.budget.Evaluation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the status of a ServiceLevelObjective; pure but for its clock. */
final class ObjectiveReport {

  private final ObjectiveMapper mapper = new ObjectiveMapper();
  private final InstantSource clock;

  ObjectiveReport(InstantSource clock) {
    this.clock = clock;
  }

  ServiceLevelObjectiveStatus status(
      ServiceLevelObjective resource,
      Standing standing,
      Optional<ObjectiveSnapshot> snapshot,
      RoutingSnapshot routing) {
    Long generation = resource.getMetadata().getGeneration();
    List<Condition> conditions = conditions(resource, standing, snapshot);
    return snapshot
        .map(
            objective ->
                status(
                    generation,
                    standing,
                    conditions,
                    objective,
                    freeze(resource, standing, objective),
                    RuleValues.channels(routing)))
        .orElseGet(() -> neverAccepted(generation, standing, conditions));
  }

  private static ServiceLevelObjectiveStatus status(
      @Nullable Long generation,
      Standing standing,
      List<Condition> conditions,
      ObjectiveSnapshot objective,
      @Nullable Freeze freeze,
      List<String> channels) {
    Evaluation evaluation = objective.evaluation();
    BudgetState worst = objective.worst().orElse(null);
    boolean grouped = !objective.definition().groupBy().isEmpty();
    return new ServiceLevelObjectiveStatus(
        generation,
        standing.acceptedGeneration(),
        State.valueOf(objective.state().name()),
        conditions,
        standing.handledTriggers(),
        channels,
        ObjectiveValues.window(evaluation),
        worst == null ? null : ObjectiveValues.percent(worst.sli()),
        worst == null ? null : ObjectiveValues.events(worst),
        worst == null ? null : ObjectiveValues.budget(worst),
        objective.tiers().stream().map(ObjectiveValues::burnRate).toList(),
        grouped ? objective.worstGroups().stream().map(ObjectiveValues::group).toList() : List.of(),
        grouped && evaluation != null ? evaluation.groups().size() : null,
        objective.firing(),
        RuleValues.instances(objective.alerts()),
        freeze,
        evaluation == null ? null : StatusValues.time(evaluation.at()),
        StatusValues.time(objective.lastTransition()));
  }

  private static ServiceLevelObjectiveStatus neverAccepted(
      @Nullable Long generation, Standing standing, List<Condition> conditions) {
    return new ServiceLevelObjectiveStatus(
        generation,
        standing.acceptedGeneration(),
        State.UNKNOWN,
        conditions,
        standing.handledTriggers(),
        List.of(),
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        null,
        null,
        List.of(),
        null,
        null,
        null);
  }

  private List<Condition> conditions(
      ServiceLevelObjective resource, Standing standing, Optional<ObjectiveSnapshot> snapshot) {
    Conditions conditions =
        new Conditions(
            before(resource).map(ServiceLevelObjectiveStatus::conditions).orElse(List.of()),
            Optional.ofNullable(resource.getMetadata().getGeneration()).orElse(0L),
            clock.instant());
    boolean suspended = snapshot.filter(one -> one.definition().suspend()).isPresent();
    conditions.setResource(standing, suspended);
    snapshot.ifPresent(objective -> ObjectiveConditions.set(conditions, objective));
    return conditions.list();
  }

  /**
   * What the admission policy goes by: the selector of the generation that is in force. Until the
   * budget is known again, as after a restart, a freeze stays as it was.
   */
  private @Nullable Freeze freeze(
      ServiceLevelObjective resource, Standing standing, ObjectiveSnapshot objective) {
    ObjectiveSnapshot.Freeze present = objective.freeze();
    Optional<Freeze> before = before(resource).map(ServiceLevelObjectiveStatus::freeze);
    boolean newest =
        Objects.equals(standing.acceptedGeneration(), resource.getMetadata().getGeneration());
    Optional<Selector> selector = newest ? mapper.frozen(resource) : before.map(Freeze::selector);
    if (present == null || selector.isEmpty()) {
      return null;
    }
    boolean known = objective.state() != ObjectiveSnapshot.State.UNKNOWN;
    boolean active = known ? present.active() : before.map(Freeze::active).orElse(present.active());
    return new Freeze(active, selector.get(), active ? since(present, before) : null);
  }

  /** A restart of the operator does not begin a freeze anew. */
  private static @Nullable Instant since(
      ObjectiveSnapshot.Freeze present, Optional<Freeze> before) {
    return before
        .filter(Freeze::active)
        .map(Freeze::since)
        .orElseGet(() -> StatusValues.time(present.since()));
  }

  private static Optional<ServiceLevelObjectiveStatus> before(ServiceLevelObjective resource) {
    return Optional.ofNullable(resource.getStatus());
  }

  /** What of it does not work as its author may expect. */
  static Optional<Standing.Problem> caveat(ObjectiveSnapshot objective) {
    return Optional.ofNullable(objective.caveat())
        .map(caveat -> new Standing.Problem(Reason.WINDOW_TOO_SHORT, "spec." + caveat.message()));
  }

  /** Whole percents are material; how much more than all of it is spent is not. */
  private static @Nullable ErrorBudget material(@Nullable ErrorBudget budget) {
    return budget == null
        ? null
        : new ErrorBudget(null, null, wholePercent(budget.remainingPercent()), null);
  }

  private static String wholePercent(@Nullable String percent) {
    return percent == null || percent.startsWith("-") ? "0" : percent.replaceFirst("\\..*", "");
  }

  /** The status without what every evaluation changes. */
  static ServiceLevelObjectiveStatus material(ServiceLevelObjectiveStatus status) {
    return new ServiceLevelObjectiveStatus(
        status.observedGeneration(),
        status.acceptedGeneration(),
        status.state(),
        Conditions.material(status.conditions()),
        status.handledTriggers(),
        status.channels(),
        null,
        null,
        null,
        material(status.errorBudget()),
        List.of(),
        List.of(),
        status.groupCount(),
        status.firing(),
        RuleValues.material(status.alerts()),
        status.freeze(),
        null,
        status.lastTransitionTime());
  }

  /** What to tell when the state became that of the status. */
  static Optional<News> news(Optional<State> before, ServiceLevelObjectiveStatus status) {
    return ObjectiveConditions.news(
        before, Objects.requireNonNullElse(status.state(), State.UNKNOWN), status.conditions());
  }
}
