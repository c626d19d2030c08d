// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.alert.Alert;
import dev.skopos.model.Labels;
import dev.skopos.rule.SampleWriter.RuleSample;
import dev.skopos.slo.ObjectiveSnapshot.State;
import dev.skopos.slo.budget.BudgetState;
import dev.skopos.slo.budget.BudgetState.Burn;
import dev.skopos.slo.budget.Evaluation;
import dev.skopos.slo.count.Events;
import dev.skopos.slo.definition.LengthText;
import dev.skopos.slo.definition.ObjectiveDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Names the series of one objective and gives their samples. Immutable. */
final class ObjectiveSeries {

  private static final double MILLIS = 1000;
  private static final double DAY_MINUTES = 1440;

  private final ObjectiveDefinition objective;
  private final Labels base;
  private final Set<Duration> counted;

  /**
   * Series of an objective.
   *
   * @param counted windows whose events expressions ask for
   */
  ObjectiveSeries(ObjectiveDefinition objective, Set<Duration> counted) {
    this.objective = objective;
    this.counted = Set.copyOf(counted);
    this.base =
        Labels.of(
            Alert.ORIGIN_LABEL,
            objective.id().namespace(),
            "objective",
            objective.id().name(),
            "service",
            objective.service());
  }

  /** A series of a group. */
  Labels of(ObjectiveMetric metric, Labels group) {
    return named(metric.text(), group).build();
  }

  /** A series of a group and a window. */
  Labels of(ObjectiveMetric metric, Labels group, String window) {
    return named(metric.text(), group).set(ObjectiveMetric.WINDOW, window).build();
  }

  private Labels.Builder named(String name, Labels group) {
    Labels.Builder labels = base.toBuilder();
    group.forEach(labels::set);
    return labels.set(Labels.METRIC_NAME, name);
  }

  /** PromQL that selects the series of all groups. */
  String selector(ObjectiveMetric metric) {
    return selector(metric, "");
  }

  /** PromQL that selects the series of all groups with this window. */
  String selector(ObjectiveMetric metric, Duration window) {
    return selector(metric, ",window=\"%s\"".formatted(LengthText.of(window)));
  }

  private String selector(ObjectiveMetric metric, String more) {
    return "%s{skopos_namespace=\"%s\",objective=\"%s\"%s}"
        .formatted(metric.text(), objective.id().namespace(), objective.id().name(), more);
  }

  /** All samples of an evaluation. */
  List<RuleSample> samples(Evaluation evaluation, State state) {
    Batch batch = new Batch(evaluation.at());
    whole(batch, evaluation, state);
    evaluation.groups().forEach(group -> of(batch, group, evaluation.at()));
    return batch.samples;
  }

  private void whole(Batch batch, Evaluation evaluation, State state) {
    Labels none = Labels.EMPTY;
    double target = objective.targetRatio().doubleValue();
    batch.add(of(ObjectiveMetric.OBJECTIVE, none), target);
    batch.add(of(ObjectiveMetric.RECORDED_OBJECTIVE, none), target);
    batch.add(of(ObjectiveMetric.RECORDED_BUDGET, none), objective.budgetRatio().doubleValue());
    batch.add(
        of(ObjectiveMetric.RECORDED_PERIOD, none),
        objective.window().nominalLength().toMinutes() / DAY_MINUTES);
    batch.add(of(ObjectiveMetric.DATA_AGE, none), evaluation.dataAge().toMillis() / MILLIS);
    for (State each : State.values()) {
      batch.add(of(ObjectiveMetric.STATE, none).with("state", each.word()), each == state ? 1 : 0);
    }
  }

  private void of(Batch batch, BudgetState state, Instant at) {
    Labels group = state.group();
    events(batch, group, objective.window().label(), state.events());
    state.burns().forEach((window, burn) -> burn(batch, group, window, burn));
    if (state.hasEvents()) {
      batch.add(of(ObjectiveMetric.SLI, group), state.sli());
      batch.add(of(ObjectiveMetric.REMAINING, group), state.remainingRatio());
      batch.add(of(ObjectiveMetric.RECORDED_REMAINING, group), state.remainingRatio());
      batch.add(of(ObjectiveMetric.RECORDED_PERIOD_BURN, group), 1 - state.remainingRatio());
    }
    Burn current = state.burns().firstEntry().getValue();
    if (current.events().total() > 0) {
      batch.add(of(ObjectiveMetric.RECORDED_CURRENT_BURN, group), current.rate());
    }
    if (state.exhaustion() != null && state.exhaustion().isAfter(at)) {
      batch.add(of(ObjectiveMetric.EXHAUSTION, group), secondsLeft(state, at));
    }
  }

  /** Until nothing is left of the budget; NaN when that is not to happen. */
  static double secondsLeft(BudgetState state, Instant at) {
    return state.exhaustion() != null && state.exhaustion().isAfter(at)
        ? Duration.between(at, state.exhaustion()).toMillis() / MILLIS
        : Double.NaN;
  }

  private void burn(Batch batch, Labels group, Duration window, Burn burn) {
    String label = LengthText.of(window);
    if (burn.events().total() > 0) {
      batch.add(of(ObjectiveMetric.BURN_RATE, group, label), burn.rate());
      batch.add(
          named(ObjectiveMetric.ERROR_RATE.text(window), group).build(),
          burn.events().bad() / burn.events().total());
    }
    if (counted.contains(window) && !label.equals(objective.window().label())) {
      events(batch, group, label, burn.events());
    }
  }

  private void events(Batch batch, Labels group, String window, Events events) {
    batch.add(of(ObjectiveMetric.EVENTS, group, window), events.total());
    batch.add(of(ObjectiveMetric.BAD_EVENTS, group, window), events.bad());
  }

  private static final class Batch {
    private final List<RuleSample> samples = new ArrayList<>();
    private final long time;

    Batch(Instant at) {
      this.time = at.toEpochMilli();
    }

    void add(Labels labels, double value) {
      samples.add(new RuleSample(labels, time, value));
    }
  }
}
