// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.rulegroup;

import dev.skopos.api.v1alpha1.Condition;
import dev.skopos.api.v1alpha1.RuleState;
import dev.skopos.api.v1alpha1.rulegroup.RuleGroup;
import dev.skopos.api.v1alpha1.rulegroup.RuleGroupStatus;
import dev.skopos.api.v1alpha1.rulegroup.RuleGroupStatus.State;
import dev.skopos.api.v1alpha1.rulegroup.RuleStatus;
import dev.skopos.api.v1alpha1.rulegroup.RuleStatus.Health;
import dev.skopos.notify.RoutingSnapshot;
import dev.skopos.operator.rule.RuleConditions;
import dev.skopos.operator.rule.RuleValues;
import dev.skopos.operator.status.Announcer.News;
import dev.skopos.operator.status.Conditions;
import dev.skopos.operator.status.Standing;
import dev.skopos.operator.status.StatusValues;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.RuleDefinition;
import dev.skopos.rule.RuleSnapshot;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the status of a RuleGroup; pure but for its clock. */
final class RuleGroupReport {

  private static final int MAX_ERROR = 1024;

  private final InstantSource clock;

  RuleGroupReport(InstantSource clock) {
    this.clock = clock;
  }

  RuleGroupStatus status(
      RuleGroup resource,
      Standing standing,
      Optional<GroupSnapshot> snapshot,
      RoutingSnapshot routing) {
    Long generation = resource.getMetadata().getGeneration();
    List<Condition> conditions = conditions(resource, standing, snapshot);
    return snapshot
        .map(group -> status(generation, standing, conditions, group, routing))
        .orElseGet(() -> neverAccepted(generation, standing, conditions));
  }

  private static RuleGroupStatus status(
      @Nullable Long generation,
      Standing standing,
      List<Condition> conditions,
      GroupSnapshot group,
      RoutingSnapshot routing) {
    return new RuleGroupStatus(
        generation,
        standing.acceptedGeneration(),
        state(group),
        conditions,
        RuleConditions.alerts(group) ? RuleValues.channels(routing) : List.of(),
        group.firing(),
        group.pending(),
        RuleConditions.failing(group),
        RuleValues.instances(group.instances()),
        group.rules().stream().map(RuleGroupReport::rule).toList(),
        RuleValues.evaluation(group.lastEvaluation()),
        group.tally().missedIterations(),
        StatusValues.time(group.lastTransition()));
  }

  private static RuleGroupStatus neverAccepted(
      @Nullable Long generation, Standing standing, List<Condition> conditions) {
    return new RuleGroupStatus(
        generation,
        standing.acceptedGeneration(),
        State.UNKNOWN,
        conditions,
        List.of(),
        null,
        null,
        null,
        List.of(),
        List.of(),
        null,
        null,
        null);
  }

  private static State state(GroupSnapshot group) {
    return switch (group.state()) {
      case INACTIVE -> RuleConditions.alerts(group) ? State.INACTIVE : State.RECORDING;
      case PENDING -> State.PENDING;
      case FIRING -> State.FIRING;
      case SUSPENDED -> State.SUSPENDED;
      case UNKNOWN -> State.UNKNOWN;
    };
  }

  private List<Condition> conditions(
      RuleGroup resource, Standing standing, Optional<GroupSnapshot> snapshot) {
    Conditions conditions =
        new Conditions(
            Optional.ofNullable(resource.getStatus())
                .map(RuleGroupStatus::conditions)
                .orElse(List.of()),
            Optional.ofNullable(resource.getMetadata().getGeneration()).orElse(0L),
            clock.instant());
    boolean suspended = snapshot.filter(group -> group.definition().suspend()).isPresent();
    conditions.setResource(standing, suspended);
    snapshot.ifPresent(group -> RuleConditions.set(conditions, group));
    return conditions.list();
  }

  private static RuleStatus rule(RuleSnapshot rule) {
    return switch (rule.definition()) {
      case RuleDefinition.Alerting alert ->
          new RuleStatus(
              RuleStatus.Type.ALERTING,
              alert.name(),
              health(rule),
              RuleValues.state(rule.state()),
              rule.firing(),
              rule.pending(),
              error(rule.problem()),
              RuleValues.evaluation(rule.lastEvaluation()));
      case RuleDefinition.Recording recording ->
          new RuleStatus(
              RuleStatus.Type.RECORDING,
              recording.name(),
              health(rule),
              null,
              null,
              null,
              error(rule.problem()),
              RuleValues.evaluation(rule.lastEvaluation()));
    };
  }

  private static Health health(RuleSnapshot rule) {
    if (rule.problem() != null) {
      return Health.ERROR;
    }
    return rule.lastEvaluation() == null ? Health.UNKNOWN : Health.OK;
  }

  private static @Nullable String error(RuleSnapshot.@Nullable Problem problem) {
    if (problem == null || problem.message().length() <= MAX_ERROR) {
      return problem == null ? null : problem.message();
    }
    return problem.message().substring(0, MAX_ERROR - 1) + "…";
  }

  /** The status without what every iteration changes. */
  static RuleGroupStatus material(RuleGroupStatus status) {
    return new RuleGroupStatus(
        status.observedGeneration(),
        status.acceptedGeneration(),
        status.state(),
        Conditions.material(status.conditions()),
        status.channels(),
        status.firing(),
        status.pending(),
        status.failing(),
        RuleValues.material(status.instances()),
        status.rules().stream().map(RuleGroupReport::material).toList(),
        null,
        status.missedIterations(),
        status.lastTransitionTime());
  }

  private static RuleStatus material(RuleStatus rule) {
    return new RuleStatus(
        rule.type(),
        rule.name(),
        rule.health(),
        rule.state(),
        rule.firing(),
        rule.pending(),
        null,
        null);
  }

  /** The worst state of its alerts, whatever else the group does. */
  static RuleState alerting(State state) {
    return switch (state) {
      case INACTIVE, RECORDING -> RuleState.INACTIVE;
      case PENDING -> RuleState.PENDING;
      case FIRING -> RuleState.FIRING;
      case SUSPENDED -> RuleState.SUSPENDED;
      case UNKNOWN -> RuleState.UNKNOWN;
    };
  }

  /** What to tell when the state became that of the status. */
  static Optional<News> news(Optional<State> before, RuleGroupStatus status) {
    return RuleConditions.news(
        before.map(RuleGroupReport::alerting),
        status.state() == null ? RuleState.UNKNOWN : alerting(status.state()),
        status.conditions());
  }
}
