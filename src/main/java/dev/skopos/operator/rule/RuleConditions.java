// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.rule;

import dev.skopos.api.v1alpha1.Condition;
import dev.skopos.api.v1alpha1.Condition.Status;
import dev.skopos.api.v1alpha1.Interval;
import dev.skopos.api.v1alpha1.RuleState;
import dev.skopos.kube.ClusterEvent;
import dev.skopos.operator.status.Announcer.News;
import dev.skopos.operator.status.Conditions;
import dev.skopos.rule.GroupDefinition.Form;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.RuleDefinition;
import dev.skopos.rule.RuleSnapshot;
import java.util.List;
import java.util.Optional;

/** The conditions that tell of rules: whether an alert fires and whether evaluations go well. */
public final class RuleConditions {

  private static final String FIRING = "Firing";
  private static final String EVALUATING = "Evaluating";
  private static final int NAMED_INSTANCES = 3;

  private RuleConditions() {}

  /** Reasons of these conditions, besides those of failed evaluations. */
  private enum Reason {
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
  }

  /** Sets {@code Firing} and {@code Evaluating}. */
  public static void set(Conditions conditions, GroupSnapshot group) {
    setFiring(conditions, group);
    setEvaluating(conditions, group);
  }

  private static void set(
      Conditions conditions, String type, Status status, Reason reason, String message) {
    conditions.set(type, status, reason.word, message);
  }

  private static void setFiring(Conditions conditions, GroupSnapshot group) {
    switch (group.state()) {
      case FIRING -> set(conditions, FIRING, Status.TRUE, Reason.ALERTS_FIRING, summary(group));
      case PENDING -> set(conditions, FIRING, Status.FALSE, Reason.ALERTS_PENDING, summary(group));
      case INACTIVE -> set(conditions, FIRING, Status.FALSE, Reason.NO_ALERTS, quiet(group));
      case SUSPENDED ->
          set(conditions, FIRING, Status.FALSE, Reason.SUSPENDED, noun(group) + " is suspended");
      case UNKNOWN ->
          set(
              conditions,
              FIRING,
              Status.UNKNOWN,
              Reason.NOT_EVALUATED_YET,
              "no evaluation has a result yet");
    }
  }

  private static String noun(GroupSnapshot group) {
    return switch (group.definition().form()) {
      case SINGLE -> "the rule";
      case GROUP -> "the group";
    };
  }

  private static String quiet(GroupSnapshot group) {
    return switch (group.definition().form()) {
      case SINGLE ->
          judged(group) ? "no series is out of the ordinary" : "the expression holds for no series";
      case GROUP -> alerts(group) ? "no alert is active" : "no rule of the group alerts";
    };
  }

  private static boolean judged(GroupSnapshot group) {
    return group.definition().rules().getFirst() instanceof RuleDefinition.Alerting alert
        && alert.judged();
  }

  /** Whether there is a rule that can alert. */
  public static boolean alerts(GroupSnapshot group) {
    return group.definition().rules().stream().anyMatch(RuleDefinition.Alerting.class::isInstance);
  }

  private static String summary(GroupSnapshot group) {
    String counts =
        group.firing() > 0
            ? "%d firing, %d pending".formatted(group.firing(), group.pending())
            : "%d pending%s".formatted(group.pending(), hold(group));
    StringBuilder text = new StringBuilder(counts);
    group.instances().stream()
        .limit(NAMED_INSTANCES)
        .forEach(instance -> text.append("; ").append(describe(instance, group)));
    return text.toString();
  }

  private static String hold(GroupSnapshot group) {
    return group.definition().form() == Form.SINGLE
            && group.definition().rules().getFirst() instanceof RuleDefinition.Alerting alert
        ? ", for " + Interval.of(alert.hold())
        : "";
  }

  private static String describe(RuleSnapshot.Instance instance, GroupSnapshot group) {
    return "%s (value %s)".formatted(subject(instance, group), RuleValues.number(instance.value()));
  }

  private static String subject(RuleSnapshot.Instance instance, GroupSnapshot group) {
    if (instance.summary().isEmpty()) {
      return instance.labels().toString();
    }
    return switch (group.definition().form()) {
      case SINGLE -> instance.summary();
      case GROUP -> instance.labels().get("alertname") + ": " + instance.summary();
    };
  }

  private static void setEvaluating(Conditions conditions, GroupSnapshot group) {
    RuleSnapshot.Problem problem = group.problem();
    if (group.state() == RuleSnapshot.State.SUSPENDED) {
      String message = noun(group) + " is suspended";
      set(conditions, EVALUATING, Status.FALSE, Reason.SUSPENDED, message);
    } else if (problem != null) {
      conditions.set(EVALUATING, Status.FALSE, problem.reason(), failing(group, problem));
    } else if (group.lastEvaluation() == null) {
      set(
          conditions,
          EVALUATING,
          Status.UNKNOWN,
          Reason.NOT_EVALUATED_YET,
          "the first evaluation is about to come");
    } else {
      set(conditions, EVALUATING, Status.TRUE, Reason.EVALUATED, evaluated(group));
    }
  }

  private static String failing(GroupSnapshot group, RuleSnapshot.Problem problem) {
    return switch (group.definition().form()) {
      case SINGLE -> problem.message();
      case GROUP ->
          "%d of %d rules failing: %s"
              .formatted(failing(group), group.definition().rules().size(), problem.message());
    };
  }

  /** How many rules of the group had a problem in their newest evaluation. */
  public static int failing(GroupSnapshot group) {
    return (int) group.rules().stream().filter(rule -> rule.problem() != null).count();
  }

  private static String evaluated(GroupSnapshot group) {
    return switch (group.definition().form()) {
      case SINGLE -> "the newest evaluation succeeded";
      case GROUP -> "the newest evaluation of all rules succeeded";
    };
  }

  /**
   * What to tell when the worst state became this one; being quiet from the start is no news.
   *
   * @param conditions of the status that has this state
   */
  public static Optional<News> news(
      Optional<RuleState> before, RuleState state, List<Condition> conditions) {
    String message = message(conditions);
    boolean fired = before.equals(Optional.of(RuleState.FIRING));
    return switch (state) {
      case FIRING -> Optional.of(new News(ClusterEvent.Type.WARNING, "Firing", message));
      case PENDING ->
          Optional.of(new News(ClusterEvent.Type.NORMAL, fired ? "Resolved" : "Pending", message));
      case INACTIVE, SUSPENDED ->
          fired
              ? Optional.of(new News(ClusterEvent.Type.NORMAL, "Resolved", message))
              : Optional.empty();
      case UNKNOWN -> Optional.empty();
    };
  }

  private static String message(List<Condition> conditions) {
    return conditions.stream()
        .filter(condition -> condition.type().equals(FIRING))
        .map(Condition::message)
        .findFirst()
        .orElse("");
  }
}
