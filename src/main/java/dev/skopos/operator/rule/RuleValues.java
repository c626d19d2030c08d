// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.rule;

import dev.skopos.api.v1alpha1.AlertInstance;
import dev.skopos.api.v1alpha1.Interval;
import dev.skopos.api.v1alpha1.RuleEvaluation;
import dev.skopos.api.v1alpha1.RuleState;
import dev.skopos.notify.RoutingSnapshot;
import dev.skopos.operator.status.StatusValues;
import dev.skopos.rule.RuleSnapshot;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How alerts, evaluations and channels of rules are written in a status. */
public final class RuleValues {

  private RuleValues() {}

  public static RuleState state(RuleSnapshot.State state) {
    return RuleState.valueOf(state.name());
  }

  /** The channels that take the alerts, as {@code namespace/name}. */
  public static List<String> channels(RoutingSnapshot routing) {
    return routing.takers().stream().map(id -> id.namespace() + '/' + id.name()).toList();
  }

  public static List<AlertInstance> instances(List<RuleSnapshot.Instance> instances) {
    return instances.stream().map(RuleValues::instance).toList();
  }

  private static AlertInstance instance(RuleSnapshot.Instance instance) {
    return new AlertInstance(
        instance.labels().toMap(),
        state(instance.state()),
        StatusValues.time(instance.activeAt()),
        StatusValues.time(instance.keepFiringSince()),
        number(instance.value()),
        instance.summary().isEmpty() ? null : instance.summary());
  }

  /** Without what every evaluation changes. */
  public static List<AlertInstance> material(List<AlertInstance> instances) {
    return instances.stream()
        .map(
            each ->
                new AlertInstance(
                    each.labels(),
                    each.state(),
                    each.activeAt(),
                    each.keepFiringSince(),
                    null,
                    null))
        .toList();
  }

  public static @Nullable RuleEvaluation evaluation(RuleSnapshot.@Nullable Evaluation evaluation) {
    return evaluation == null
        ? null
        : new RuleEvaluation(
            Objects.requireNonNull(StatusValues.time(evaluation.time())),
            Interval.of(evaluation.duration()),
            evaluation.series());
  }

  /** As PromQL writes numbers: whole ones without a fraction. */
  static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }
}
