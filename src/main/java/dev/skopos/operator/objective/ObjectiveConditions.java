// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.objective;

import dev.skopos.api.v1alpha1.Condition;
import dev.skopos.api.v1alpha1.Condition.Status;
import dev.skopos.api.v1alpha1.Interval;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveStatus.State;
import dev.skopos.kube.ClusterEvent;
import dev.skopos.model.Matcher;
import dev.skopos.operator.status.Announcer.News;
import dev.skopos.operator.status.Conditions;
import dev.skopos.slo.ObjectiveSnapshot;
import dev.skopos.slo.budget.BudgetState;
import dev.skopos.slo.budget.Evaluation;
import dev.skopos.slo.count.Indicator;
import dev.skopos.slo.definition.ObjectiveDefinition;
import dev.skopos.slo.definition.Percent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The conditions that tell what was counted: is there data, is the objective met, is budget left.
 */
final class ObjectiveConditions {

  static final String DATA_AVAILABLE = "DataAvailable";
  static final String OBJECTIVE_MET = "ObjectiveMet";
  static final String BUDGET_AVAILABLE = "BudgetAvailable";

  private ObjectiveConditions() {}

  private enum Reason {
    SAMPLES_COUNTED("SamplesCounted"),
    NO_EVENTS("NoEvents"),
    NOT_EVALUATED_YET("NotEvaluatedYet"),
    SUSPENDED("Suspended"),
    TARGET_REACHED("TargetReached"),
    TARGET_MISSED("TargetMissed"),
    BUDGET_LEFT("BudgetLeft"),
    BUDGET_SPENT("BudgetSpent");

    private final String word;

    Reason(String word) {
      this.word = word;
    }
  }

  static void set(Conditions conditions, ObjectiveSnapshot objective) {
    Evaluation evaluation = objective.evaluation();
    if (objective.definition().suspend()) {
      unknown(conditions, Reason.SUSPENDED, "the objective is suspended");
    } else if (evaluation == null) {
      unevaluated(conditions, objective);
    } else {
      setData(conditions, objective, evaluation);
      objective
          .worst()
          .ifPresentOrElse(
              worst -> judge(conditions, objective, worst), () -> setNoEvents(conditions));
    }
  }

  private static void unevaluated(Conditions conditions, ObjectiveSnapshot objective) {
    ObjectiveSnapshot.Problem problem = objective.problem();
    if (problem == null) {
      unknown(conditions, Reason.NOT_EVALUATED_YET, "the first evaluation is about to come");
    } else {
      conditions.set(DATA_AVAILABLE, Status.FALSE, problem.reason(), problem.message());
      set(conditions, OBJECTIVE_MET, Status.UNKNOWN, Reason.NOT_EVALUATED_YET, problem.message());
      set(
          conditions,
          BUDGET_AVAILABLE,
          Status.UNKNOWN,
          Reason.NOT_EVALUATED_YET,
          problem.message());
    }
  }

  private static void unknown(Conditions conditions, Reason reason, String message) {
    for (String type : List.of(DATA_AVAILABLE, OBJECTIVE_MET, BUDGET_AVAILABLE)) {
      set(conditions, type, Status.UNKNOWN, reason, message);
    }
  }

  private static void set(
      Conditions conditions, String type, Status status, Reason reason, String message) {
    conditions.set(type, status, reason.word, message);
  }

  private static void setData(
      Conditions conditions, ObjectiveSnapshot objective, Evaluation evaluation) {
    ObjectiveSnapshot.Problem problem = objective.problem();
    if (problem != null) {
      conditions.set(DATA_AVAILABLE, Status.FALSE, problem.reason(), problem.message());
    } else if (objective.worst().isEmpty()) {
      set(
          conditions,
          DATA_AVAILABLE,
          Status.FALSE,
          Reason.NO_EVENTS,
          noEvents(objective.definition()));
    } else {
      set(conditions, DATA_AVAILABLE, Status.TRUE, Reason.SAMPLES_COUNTED, counted(evaluation));
    }
  }

  private static String noEvents(ObjectiveDefinition objective) {
    String where = objective.exclusions().isEmpty() ? "" : " outside of spec.exclusions";
    return "spec.indicator matches no series with events in the window%s: %s"
        .formatted(where, looksFor(objective.indicator()));
  }

  private static String looksFor(Indicator indicator) {
    return switch (indicator) {
      case Indicator.Counters counters -> selector(counters.total());
      case Indicator.Latency latency -> selector(latency.histogram());
      case Indicator.BoolGauge gauge -> selector(gauge.gauge());
      case Indicator.Threshold threshold -> selector(threshold.gauge());
      case Indicator.Ratio ratio -> ratio.total();
      case Indicator.Expression expression -> expression.good();
    };
  }

  private static String selector(List<Matcher> matchers) {
    return matchers.stream().map(Matcher::toString).collect(Collectors.joining(", ", "{", "}"));
  }

  private static String counted(Evaluation evaluation) {
    Duration age = evaluation.dataAge();
    String newest =
        age.isNegative() || age.isZero() ? "" : ", the newest sample %s ago".formatted(whole(age));
    return "counted since %s%s".formatted(evaluation.from(), newest);
  }

  private static Interval whole(Duration duration) {
    return Interval.of(Duration.ofSeconds(duration.toSeconds()));
  }

  private static void setNoEvents(Conditions conditions) {
    String message = "there were no events in the window";
    set(conditions, OBJECTIVE_MET, Status.UNKNOWN, Reason.NO_EVENTS, message);
    set(conditions, BUDGET_AVAILABLE, Status.UNKNOWN, Reason.NO_EVENTS, message);
  }

  private static void judge(Conditions conditions, ObjectiveSnapshot objective, BudgetState worst) {
    boolean met = worst.sli() >= objective.definition().targetRatio().doubleValue();
    String sli =
        "%s%% of %s events were good, the target is %s%%%s"
            .formatted(
                ObjectiveValues.percent(worst.sli()),
                ObjectiveValues.number(worst.events().total()),
                Percent.text(objective.definition().targetPercent()),
                of(worst));
    set(
        conditions,
        OBJECTIVE_MET,
        met ? Status.TRUE : Status.FALSE,
        met ? Reason.TARGET_REACHED : Reason.TARGET_MISSED,
        sli);
    boolean spent = worst.isExhausted();
    set(
        conditions,
        BUDGET_AVAILABLE,
        spent ? Status.FALSE : Status.TRUE,
        spent ? Reason.BUDGET_SPENT : Reason.BUDGET_LEFT,
        left(worst) + of(worst));
  }

  private static String left(BudgetState worst) {
    String events =
        "%s bad events where the budget allows %s, "
            .formatted(
                ObjectiveValues.number(worst.events().bad()),
                ObjectiveValues.number(worst.budget()));
    if (worst.isExhausted()) {
      return events
          + "%s times the budget is spent"
              .formatted(ObjectiveValues.number(1 - worst.remainingRatio()));
    }
    String left =
        events + "%s%% of it is left".formatted(ObjectiveValues.budget(worst).remainingPercent());
    return worst.exhaustion() == null
        ? left
        : left + "; at the present rate nothing will be left at " + worst.exhaustion();
  }

  private static String of(BudgetState worst) {
    return worst.group().isEmpty() ? "" : ", in the worst group " + worst.group();
  }

  /** What to tell when the state became this one; being met from the start is no news. */
  static Optional<News> news(Optional<State> before, State state, List<Condition> conditions) {
    return switch (state) {
      case BURNING -> news(ClusterEvent.Type.WARNING, "BudgetBurning", OBJECTIVE_MET, conditions);
      case EXHAUSTED ->
          news(ClusterEvent.Type.WARNING, "BudgetExhausted", BUDGET_AVAILABLE, conditions);
      case MET ->
          before.filter(one -> one == State.BURNING || one == State.EXHAUSTED).isPresent()
              ? news(ClusterEvent.Type.NORMAL, "BudgetRecovered", BUDGET_AVAILABLE, conditions)
              : Optional.empty();
      case NO_DATA -> news(ClusterEvent.Type.WARNING, "NoData", DATA_AVAILABLE, conditions);
      case UNKNOWN, SUSPENDED -> Optional.empty();
    };
  }

  private static Optional<News> news(
      ClusterEvent.Type type, String reason, String condition, List<Condition> conditions) {
    String message =
        conditions.stream()
            .filter(one -> one.type().equals(condition))
            .map(Condition::message)
            .findFirst()
            .orElse("");
    return Optional.of(new News(type, reason, message));
  }
}
