// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.alertrule;

import dev.skopos.api.v1alpha1.Condition;
import dev.skopos.api.v1alpha1.Condition.Status;
import dev.skopos.api.v1alpha1.Interval;
import dev.skopos.api.v1alpha1.alertrule.AlertRule;
import dev.skopos.api.v1alpha1.alertrule.AlertRuleStatus;
import dev.skopos.api.v1alpha1.alertrule.AlertRuleStatus.State;
import dev.skopos.kube.ClusterEvent;
import dev.skopos.notify.RoutingSnapshot;
import dev.skopos.operator.status.Announcer.News;
import dev.skopos.operator.status.Conditions;
import dev.skopos.operator.status.Standing;
import dev.skopos.operator.status.StatusValues;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.RuleDefinition;
import dev.skopos.rule.RuleSnapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the status of an AlertRule; pure but for its clock. */
final class AlertRuleReport {

  private static final String FIRING = "Firing";
  private static final String EVALUATING = "Evaluating";
  private static final int NAMED_INSTANCES = 3;

  /** Reasons of the conditions that only rules have, besides those of failed evaluations. */
  enum Reason {
    ALERTS_FIRING("AlertsFiring"),
    ALERTS_PENDING("AlertsPending"),
    NO_ALERTS("NoAlerts"),
    EVALUATED("Evaluated"),
    NOT_EVALUATED_YET("NotEvaluatedYet"),
    SUSPENDED("Suspended");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  private final InstantSource clock;

  AlertRuleReport(InstantSource clock) {
    this.clock = clock;
  }

  AlertRuleStatus status(
      AlertRule resource,
      Standing standing,
      Optional<GroupSnapshot> snapshot,
      RoutingSnapshot routing) {
    GroupSnapshot rule = snapshot.orElse(null);
    return new AlertRuleStatus(
        resource.getMetadata().getGeneration(),
        standing.acceptedGeneration(),
        rule == null ? State.UNKNOWN : State.valueOf(rule.state().name()),
        conditions(resource, standing, snapshot),
        standing.handledTriggers(),
        rule == null ? List.of() : channels(routing),
        rule == null ? null : rule.firing(),
        rule == null ? null : rule.pending(),
        rule == null
            ? List.of()
            : rule.instances().stream().map(AlertRuleReport::instance).toList(),
        rule == null ? null : evaluation(rule.lastEvaluation()),
        rule == null ? null : StatusValues.time(rule.lastTransition()));
  }

  private List<Condition> conditions(
      AlertRule resource, Standing standing, Optional<GroupSnapshot> snapshot) {
    Conditions conditions =
        new Conditions(
            before(resource).map(AlertRuleStatus::conditions).orElse(List.of()),
            Optional.ofNullable(resource.getMetadata().getGeneration()).orElse(0L),
            clock.instant());
    boolean suspended = snapshot.filter(rule -> rule.definition().suspend()).isPresent();
    conditions.setResource(standing, suspended);
    snapshot.ifPresent(
        rule -> {
          setFiring(conditions, rule);
          setEvaluating(conditions, rule);
        });
    return conditions.list();
  }

  static Optional<AlertRuleStatus> before(AlertRule resource) {
    return Optional.ofNullable(resource.getStatus());
  }

  private static void setFiring(Conditions conditions, GroupSnapshot rule) {
    switch (rule.state()) {
      case FIRING ->
          conditions.set(FIRING, Status.TRUE, Reason.ALERTS_FIRING.word(), summary(rule));
      case PENDING ->
          conditions.set(FIRING, Status.FALSE, Reason.ALERTS_PENDING.word(), summary(rule));
      case INACTIVE ->
          conditions.set(
              FIRING, Status.FALSE, Reason.NO_ALERTS.word(), "the expression holds for no series");
      case SUSPENDED ->
          conditions.set(FIRING, Status.FALSE, Reason.SUSPENDED.word(), "the rule is suspended");
      case UNKNOWN ->
          conditions.set(
              FIRING,
              Status.UNKNOWN,
              Reason.NOT_EVALUATED_YET.word(),
              "no evaluation has a result yet");
    }
  }

  private static String summary(GroupSnapshot rule) {
    String counts =
        rule.firing() == 0
            ? "%d pending, for %s".formatted(rule.pending(), Interval.of(hold(rule)))
            : "%d firing, %d pending".formatted(rule.firing(), rule.pending());
    StringBuilder text = new StringBuilder(counts);
    rule.instances().stream()
        .limit(NAMED_INSTANCES)
        .forEach(instance -> text.append("; ").append(describe(instance)));
    return text.toString();
  }

  private static Duration hold(GroupSnapshot rule) {
    return switch (rule.definition().rules().getFirst()) {
      case RuleDefinition.Alerting alert -> alert.hold();
      case RuleDefinition.Recording _ -> Duration.ZERO;
    };
  }

  private static String describe(RuleSnapshot.Instance instance) {
    String subject =
        instance.summary().isEmpty() ? instance.labels().toString() : instance.summary();
    return "%s (value %s)".formatted(subject, number(instance.value()));
  }

  private static void setEvaluating(Conditions conditions, GroupSnapshot rule) {
    RuleSnapshot.Problem problem = rule.problem();
    if (rule.state() == RuleSnapshot.State.SUSPENDED) {
      conditions.set(EVALUATING, Status.FALSE, Reason.SUSPENDED.word(), "the rule is suspended");
    } else if (problem != null) {
      conditions.set(EVALUATING, Status.FALSE, problem.reason(), problem.message());
    } else if (rule.lastEvaluation() == null) {
      conditions.set(
          EVALUATING,
          Status.UNKNOWN,
          Reason.NOT_EVALUATED_YET.word(),
          "the first evaluation is about to come");
    } else {
      conditions.set(
          EVALUATING, Status.TRUE, Reason.EVALUATED.word(), "the newest evaluation succeeded");
    }
  }

  private static List<String> channels(RoutingSnapshot routing) {
    return routing.takers().stream().map(id -> id.namespace() + '/' + id.name()).toList();
  }

  private static AlertRuleStatus.Instance instance(RuleSnapshot.Instance instance) {
    return new AlertRuleStatus.Instance(
        instance.labels().toMap(),
        State.valueOf(instance.state().name()),
        StatusValues.time(instance.activeAt()),
        StatusValues.time(instance.keepFiringSince()),
        number(instance.value()),
        instance.summary().isEmpty() ? null : instance.summary());
  }

  /** As PromQL writes numbers: whole ones without a fraction. */
  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  private static AlertRuleStatus.@Nullable Evaluation evaluation(
      RuleSnapshot.@Nullable Evaluation evaluation) {
    return evaluation == null
        ? null
        : new AlertRuleStatus.Evaluation(
            Objects.requireNonNull(StatusValues.time(evaluation.time())),
            Interval.of(evaluation.duration()),
            evaluation.series());
  }

  /** The status without what every evaluation changes. */
  static AlertRuleStatus material(AlertRuleStatus status) {
    return new AlertRuleStatus(
        status.observedGeneration(),
        status.acceptedGeneration(),
        status.state(),
        Conditions.material(status.conditions()),
        status.handledTriggers(),
        status.channels(),
        status.firing(),
        status.pending(),
        status.instances().stream().map(AlertRuleReport::withoutValue).toList(),
        null,
        status.lastTransitionTime());
  }

  private static AlertRuleStatus.Instance withoutValue(AlertRuleStatus.Instance instance) {
    return new AlertRuleStatus.Instance(
        instance.labels(),
        instance.state(),
        instance.activeAt(),
        instance.keepFiringSince(),
        null,
        null);
  }

  /**
   * What to tell when the state became that of the status; being quiet from the start is no news.
   */
  static Optional<News> news(Optional<State> before, AlertRuleStatus status) {
    String message = message(status);
    return switch (Objects.requireNonNullElse(status.state(), State.UNKNOWN)) {
      case FIRING -> Optional.of(new News(ClusterEvent.Type.WARNING, "Firing", message));
      case PENDING ->
          before.equals(Optional.of(State.FIRING))
              ? Optional.of(new News(ClusterEvent.Type.NORMAL, "Resolved", message))
              : Optional.of(new News(ClusterEvent.Type.NORMAL, "Pending", message));
      case INACTIVE, SUSPENDED ->
          before.equals(Optional.of(State.FIRING))
              ? Optional.of(new News(ClusterEvent.Type.NORMAL, "Resolved", message))
              : Optional.empty();
      case UNKNOWN -> Optional.empty();
    };
  }

  private static String message(AlertRuleStatus status) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals(FIRING))
        .map(Condition::message)
        .findFirst()
        .orElse("");
  }
}
