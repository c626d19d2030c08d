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
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a rule stands after an evaluation; the part of its snapshot that evaluations make. */
record Standing(
    State state,
    int firing,
    int pending,
    List<Instance> instances,
    @Nullable Evaluation lastEvaluation,
    @Nullable Problem problem,
    @Nullable Instant lastTransition) {

  private static final Comparator<Instance> FIRING_FIRST =
      Comparator.comparing((Instance each) -> each.state() != State.FIRING)
          .thenComparing(Instance::activeAt)
          .thenComparing(Instance::labels);

  /** Nothing is known: there was no evaluation. */
  static final Standing UNKNOWN = new Standing(State.UNKNOWN, 0, 0, List.of(), null, null, null);

  /** What is known right after a restart. */
  static Standing restored(Collection<TrackedAlert> alerts) {
    return of(alerts, State.UNKNOWN, null, null);
  }

  /**
   * The standing after an evaluation.
   *
   * @param failed whether the alerts are those of an earlier evaluation
   */
  static Standing after(
      Collection<TrackedAlert> alerts,
      Evaluation evaluation,
      @Nullable Problem problem,
      boolean failed) {
    return of(alerts, failed ? State.UNKNOWN : State.INACTIVE, evaluation, problem);
  }

  private static Standing of(
      Collection<TrackedAlert> alerts,
      State whenNoneIsActive,
      @Nullable Evaluation evaluation,
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
    State state = firing > 0 ? State.FIRING : pending > 0 ? State.PENDING : whenNoneIsActive;
    List<Instance> shown =
        instances.stream().sorted(FIRING_FIRST).limit(RuleSnapshot.MAX_INSTANCES).toList();
    return new Standing(state, firing, pending, shown, evaluation, problem, null);
  }

  private static Instance instance(TrackedAlert tracked, State state) {
    Alert alert = tracked.alert();
    String summary = alert.annotations().getOrDefault("summary", "");
    return new Instance(
        alert.labels(), state, alert.activeAt(), tracked.clearedAt(), alert.value(), summary);
  }

  /** This standing, with the time of the last change of state. */
  Standing following(Standing before, Instant at) {
    Instant transition = state == before.state ? before.lastTransition : at;
    return new Standing(state, firing, pending, instances, lastEvaluation, problem, transition);
  }

  /** Whether somebody who watches the rule should look, beyond new values and times. */
  boolean differsFrom(Standing before) {
    return state != before.state
        || firing != before.firing
        || pending != before.pending
        || (lastEvaluation == null) != (before.lastEvaluation == null)
        || !Objects.equals(problem, before.problem)
        || !facts(instances).equals(facts(before.instances));
  }

  private static List<List<Object>> facts(List<Instance> instances) {
    return instances.stream()
        .map(each -> List.<Object>of(each.labels(), Optional.ofNullable(each.keepFiringSince())))
        .toList();
  }
}
