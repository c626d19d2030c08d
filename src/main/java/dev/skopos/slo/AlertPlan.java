// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.model.Labels;
import dev.skopos.model.Severity;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.RuleDefinition;
import dev.skopos.slo.PlannedAlert.Condition;
import dev.skopos.slo.budget.BudgetState;
import dev.skopos.slo.budget.BudgetState.Burn;
import dev.skopos.slo.budget.Tier;
import dev.skopos.slo.definition.Alerting;
import dev.skopos.slo.definition.Alerting.BudgetAlert;
import dev.skopos.slo.definition.LengthText;
import dev.skopos.slo.definition.ObjectiveDefinition;
import dev.skopos.slo.definition.Percent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Makes the alerts of an objective. Used once. */
final class AlertPlan {

  static final String TIER = "tier";

  private final ObjectiveDefinition objective;
  private final Alerting alerting;
  private final ObjectiveSeries series;
  private final AlertTexts texts;
  private final List<PlannedAlert> alerts = new ArrayList<>();

  private AlertPlan(ObjectiveDefinition objective, ObjectiveSeries series) {
    this.objective = objective;
    this.alerting = objective.alerting();
    this.series = series;
    this.texts = new AlertTexts(objective);
  }

  /** The alerts, those of tiers that can fire first, in the order of their tiers. */
  static List<PlannedAlert> of(
      ObjectiveDefinition objective, List<Tier> tiers, ObjectiveSeries series) {
    AlertPlan plan = new AlertPlan(objective, series);
    tiers.stream().filter(Tier::isReachable).forEach(plan::burn);
    plan.alerting.budget().forEach(plan::budget);
    plan.policy();
    plan.violation();
    plan.absence();
    return List.copyOf(plan.alerts);
  }

  private void burn(Tier tier) {
    String factor = tier.factorText();
    double limit = Double.parseDouble(factor);
    StringBuilder expr = new StringBuilder();
    expr.append(series.selector(ObjectiveMetric.BURN_RATE, tier.shortWindow()));
    expr.append(" > ").append(factor);
    also(expr, ObjectiveMetric.BURN_RATE, tier.longWindow(), "> " + factor);
    if (alerting.minFailures() > 0) {
      also(expr, ObjectiveMetric.BAD_EVENTS, tier.longWindow(), ">= " + alerting.minFailures());
    }
    if (alerting.minEvents() > 0) {
      also(expr, ObjectiveMetric.EVENTS, tier.longWindow(), ">= " + alerting.minEvents());
    }
    Condition condition =
        evaluation ->
            evaluation.groups().stream()
                .filter(group -> burns(group, tier, limit))
                .map(group -> burning(group, tier))
                .toList();
    add("ErrorBudgetBurn", expr.toString(), Map.of(TIER, tier.name()), tier.severity())
        .with(condition, texts.burn(tier), tier.hold(), tier);
  }

  private void also(StringBuilder expr, ObjectiveMetric metric, Duration window, String holds) {
    expr.append(" and ignoring (window) ").append(series.selector(metric, window));
    expr.append(' ').append(holds);
  }

  private boolean burns(BudgetState group, Tier tier, double limit) {
    Burn longer = group.burn(tier.longWindow());
    return group.burn(tier.shortWindow()).rate() > limit
        && longer.rate() > limit
        && longer.events().bad() >= alerting.minFailures()
        && longer.events().total() >= alerting.minEvents();
  }

  private Element burning(BudgetState group, Tier tier) {
    Labels labels =
        series.of(ObjectiveMetric.BURN_RATE, group.group(), LengthText.of(tier.shortWindow()));
    return new Element(labels, group.burn(tier.shortWindow()).rate());
  }

  private void budget(BudgetAlert alert) {
    switch (alert) {
      case BudgetAlert.RemainingBelow(BigDecimal percent, Severity severity) -> {
        String limit = Percent.text(Percent.ratio(percent));
        String below = Percent.text(percent);
        add("ErrorBudgetLow", remaining("<", limit), Map.of("remaining_below", below), severity)
            .with(remaining(left -> left < Double.parseDouble(limit)), texts.low(below));
      }
      case BudgetAlert.Exhausted(Severity severity) ->
          add("ErrorBudgetExhausted", remaining("<=", "0"), Map.of(), severity)
              .with(remaining(left -> left <= 0), texts.exhausted());
      case BudgetAlert.ExhaustedWithin(Duration time, Severity severity) -> {
        String limit = Long.toString(time.toSeconds());
        String expr = series.selector(ObjectiveMetric.EXHAUSTION) + " < " + limit;
        Map<String, String> within = Map.of("within", LengthText.of(time));
        add("ErrorBudgetRunningOut", expr, within, severity)
            .with(
                evaluation ->
                    holds(
                        evaluation.groups(),
                        ObjectiveMetric.EXHAUSTION,
                        group -> ObjectiveSeries.secondsLeft(group, evaluation.at()),
                        left -> left < time.toSeconds()),
                texts.exhaustedWithin(time));
      }
    }
  }

  private void policy() {
    if (objective.policy() != null && objective.policy().alert() != null) {
      String limit = Percent.text(Percent.ratio(objective.policy().remainingBelowPercent()));
      boolean atNothing = limit.equals("0");
      add(
              "ErrorBudgetPolicyInForce",
              remaining(atNothing ? "<=" : "<", limit),
              Map.of(),
              objective.policy().alert())
          .with(remaining(objective.policy()::holds), texts.policy());
    }
  }

  private void violation() {
    if (alerting.violation() != null) {
      String target = Percent.text(objective.targetRatio());
      String expr = series.selector(ObjectiveMetric.SLI) + " < " + target;
      add("ObjectiveViolated", expr, Map.of(), alerting.violation())
          .with(
              evaluation ->
                  holds(
                      evaluation.groups(),
                      ObjectiveMetric.SLI,
                      BudgetState::sli,
                      sli -> sli < Double.parseDouble(target)),
              texts.violated());
    }
  }

  private void absence() {
    Alerting.AbsentAlert absent = alerting.absent();
    if (absent != null) {
      double limit = absent.after().toSeconds();
      String expr = series.selector(ObjectiveMetric.DATA_AGE) + " >= " + absent.after().toSeconds();
      add("ObjectiveDataAbsent", expr, Map.of(), absent.severity())
          .with(
              evaluation -> {
                double age = evaluation.dataAge().toMillis() / 1000.0;
                Labels labels = series.of(ObjectiveMetric.DATA_AGE, Labels.EMPTY);
                return age >= limit ? List.of(new Element(labels, age)) : List.of();
              },
              texts.absent(absent.after()));
    }
  }

  private String remaining(String operator, String limit) {
    return "%s %s %s".formatted(series.selector(ObjectiveMetric.REMAINING), operator, limit);
  }

  private Condition remaining(DoublePredicate holds) {
    return evaluation ->
        holds(evaluation.groups(), ObjectiveMetric.REMAINING, BudgetState::remainingRatio, holds);
  }

  /** NaN stands for a series that is not there. */
  private List<Element> holds(
      List<BudgetState> groups,
      ObjectiveMetric metric,
      ToDoubleFunction<BudgetState> value,
      DoublePredicate holds) {
    return groups.stream()
        .filter(group -> holds.test(value.applyAsDouble(group)))
        .map(group -> new Element(series.of(metric, group.group()), value.applyAsDouble(group)))
        .toList();
  }

  private Draft add(String name, String expr, Map<String, String> own, Severity severity) {
    SortedMap<String, String> labels = new TreeMap<>(alerting.labels());
    labels.putAll(own);
    labels.put("severity", severity.label());
    labels.put(ObjectiveMetric.WINDOW, "");
    return new Draft(name, expr, labels);
  }

  /** An alert that lacks its condition and its texts. */
  private final class Draft {
    private final String name;
    private final String expr;
    private final SortedMap<String, String> labels;

    Draft(String name, String expr, SortedMap<String, String> labels) {
      this.name = name;
      this.expr = expr;
      this.labels = labels;
    }

    void with(Condition condition, SortedMap<String, String> annotations) {
      with(condition, annotations, Duration.ZERO, null);
    }

    void with(
        Condition condition,
        SortedMap<String, String> annotations,
        Duration hold,
        @Nullable Tier tier) {
      RuleDefinition.Alerting rule =
          new RuleDefinition.Alerting(name, expr, hold, Duration.ZERO, labels, annotations);
      alerts.add(new PlannedAlert(rule, condition, tier));
    }
  }
}
