// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.alert.Alert;
import dev.skopos.alert.AlertState;
import dev.skopos.rule.RuleSnapshot.Evaluation;
import dev.skopos.rule.RuleSnapshot.Instance;
import dev.skopos.rule.RuleSnapshot.Problem;
import dev.skopos.rule.RuleSnapshot.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a group stands after an evaluation; the part of its snapshot that evaluations make. */
record Standing(
    State state,
    int firing,
    int pending,
    List<Instance> instances,
    List<RuleSnapshot> rules,
    @Nullable Evaluation lastEvaluation,
    @Nullable Problem problem,
    @Nullable Instant lastTransition) {

  /** Nothing is known: there was no evaluation. */
  static final Standing UNKNOWN =
      new Standing(State.UNKNOWN, 0, 0, List.of(), List.of(), null, null, null);

  /**
   * After an evaluation of the group.
   *
   * @param evaluation null: there was none since the start
   */
  static Standing of(
      List<RuleSnapshot> rules, @Nullable Evaluation evaluation, @Nullable Problem problem) {
    int firing = 0;
    int pending = 0;
    boolean unknown = evaluation == null;
    List<Instance> instances = new ArrayList<>();
    for (RuleSnapshot rule : rules) {
      firing += rule.firing();
      pending += rule.pending();
      unknown |= rule.state() == State.UNKNOWN;
      instances.addAll(rule.instances());
    }
    State quiet = unknown ? State.UNKNOWN : State.INACTIVE;
    return new Standing(
        firing > 0 ? State.FIRING : pending > 0 ? State.PENDING : quiet,
        firing,
        pending,
        first(instances, GroupSnapshot.MAX_INSTANCES),
        List.copyOf(rules),
        evaluation,
        problem,
        null);
  }

  /** What is known of these rules; nothing of one that was not evaluated yet. */
  List<RuleSnapshot> of(List<RuleDefinition> wanted) {
    if (rules.stream().map(RuleSnapshot::definition).toList().equals(wanted)) {
      return rules;
    }
    List<RuleSnapshot> left = new ArrayList<>(rules);
    return wanted.stream().map(rule -> take(left, rule)).toList();
  }

  private static RuleSnapshot take(List<RuleSnapshot> left, RuleDefinition rule) {
    RuleIdentity wanted = RuleIdentity.of(rule);
    for (RuleSnapshot known : left) {
      if (RuleIdentity.of(known.definition()).equals(wanted)) {
        left.remove(known);
        return known.as(rule);
      }
    }
    return RuleSnapshot.unknown(rule);
  }

  private static List<Instance> first(List<Instance> instances, int most) {
    return instances.size() < 2
        ? instances
        : instances.stream().sorted(RuleSnapshot.FIRING_FIRST).limit(most).toList();
  }

  /**
   * A rule that alerts, after an evaluation.
   *
   * @param evaluation null: there was none since the start
   * @param failed whether the alerts are those of an earlier evaluation
   */
  static RuleSnapshot alerting(
      RuleDefinition definition,
      Collection<TrackedAlert> alerts,
      @Nullable Evaluation evaluation,
      boolean failed,
      @Nullable Problem problem) {
    List<Instance> instances = new ArrayList<>();
    int firing = 0;
    for (TrackedAlert alert : alerts) {
      switch (alert.alert().state()) {
        case AlertState.Pending _ -> instances.add(instance(alert, State.PENDING));
        case AlertState.Firing _ -> {
          firing++;
          instances.add(instance(alert, State.FIRING));
        }
        case AlertState.Resolved _ -> {}
      }
    }
    int pending = instances.size() - firing;
    State quiet = failed || evaluation == null ? State.UNKNOWN : State.INACTIVE;
    return new RuleSnapshot(
        definition,
        firing > 0 ? State.FIRING : pending > 0 ? State.PENDING : quiet,
        firing,
        pending,
        first(instances, RuleSnapshot.MAX_INSTANCES),
        evaluation,
        failed,
        problem);
  }

  /** A rule that records, after an evaluation. */
  static RuleSnapshot recording(
      RuleDefinition definition,
      @Nullable Evaluation evaluation,
      boolean failed,
      @Nullable Problem problem) {
    State state = failed || evaluation == null ? State.UNKNOWN : State.INACTIVE;
    return new RuleSnapshot(definition, state, 0, 0, List.of(), evaluation, failed, problem);
  }

  private static Instance instance(TrackedAlert tracked, State state) {
    Alert alert = tracked.alert();
    return new Instance(
        alert.labels(),
        state,
        alert.activeAt(),
        tracked.clearedAt(),
        alert.value(),
        alert.annotations());
  }

  /** This standing, with the time of the last change of state. */
  Standing following(Standing before, Instant at) {
    Instant transition = state == before.state ? before.lastTransition : at;
    return new Standing(
        state, firing, pending, instances, rules, lastEvaluation, problem, transition);
  }

  /** Whether somebody who watches the group should look, beyond new values and times. */
  boolean differsFrom(Standing before) {
    return state != before.state
        || firing != before.firing
        || pending != before.pending
        || (lastEvaluation == null) != (before.lastEvaluation == null)
        || !Objects.equals(problem, before.problem)
        || !facts(instances).equals(facts(before.instances))
        || !problems(rules).equals(problems(before.rules));
  }

  private static List<List<Object>> facts(List<Instance> instances) {
    return instances.stream()
        .map(each -> List.<Object>of(each.labels(), Optional.ofNullable(each.keepFiringSince())))
        .toList();
  }

  private static List<Optional<Problem>> problems(List<RuleSnapshot> rules) {
    return rules.stream().map(rule -> Optional.ofNullable(rule.problem())).toList();
  }
}
