// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.score;

import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.insight.observe.InsightMetric;
import dev.skopos.insight.observe.Workloads;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.RuleDefinition;
import dev.skopos.rule.RuleSnapshot;
import dev.skopos.rule.RuleSnapshot.Instance;
import dev.skopos.rule.RuleSnapshot.State;
import dev.skopos.slo.definition.ObjectiveOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the alerts of rules say: one finding for each rule and workload, of the worst severity that
 * fires, however many series there are. Alerts of objectives and forecasts count as budgets and
 * capacity instead; rules that read scores count for nothing, or a score that is low would keep
 * itself low.
 */
final class AlertPoints {

  private AlertPoints() {}

  static List<Observation> of(GroupSnapshot group) {
    ResourceId source = group.definition().id();
    if (ObjectiveOrigin.of(source).isPresent() || source.kind().equals(CapacityDefinition.KIND)) {
      return List.of();
    }
    return group.rules().stream()
        .filter(rule -> rule.definition() instanceof RuleDefinition.Alerting)
        .filter(rule -> !InsightMetric.isReadBy(rule.definition().expr()))
        .flatMap(rule -> of(source, rule, group.definition().suspend()).stream())
        .toList();
  }

  private static List<Observation> of(ResourceId source, RuleSnapshot rule, boolean suspended) {
    if (suspended || rule.state() == State.UNKNOWN || rule.state() == State.SUSPENDED) {
      return List.of(Observation.unknown(Kind.ALERTS, source, ""));
    }
    Map<String, List<Instance>> firing = new TreeMap<>();
    rule.instances().stream()
        .filter(each -> each.state() == State.FIRING)
        .forEach(
            each ->
                firing
                    .computeIfAbsent(Workloads.of(each.labels()), _ -> new ArrayList<>())
                    .add(each));
    return firing.isEmpty()
        ? List.of(Observation.good(Kind.ALERTS, source, ""))
        : firing.entrySet().stream()
            .map(each -> firing(source, rule, each.getKey(), each.getValue()))
            .toList();
  }

  private static Observation firing(
      ResourceId source, RuleSnapshot rule, String workload, List<Instance> alerts) {
    Severity worst =
        alerts.stream().map(AlertPoints::severity).min(Severity::compareTo).orElse(Severity.NONE);
    String summary =
        alerts.stream()
            .filter(each -> severity(each) == worst)
            .map(Instance::summary)
            .filter(text -> !text.isEmpty())
            .findFirst()
            .map(text -> ": " + text)
            .orElse("");
    String times = alerts.size() == 1 ? "" : " for %d series".formatted(alerts.size());
    return Observation.of(
        Kind.ALERTS,
        source,
        workload,
        points(worst),
        "%s (%s) fires%s%s".formatted(rule.definition().name(), worst.label(), times, summary));
  }

  private static Severity severity(Instance alert) {
    return Severity.ofLabel(alert.labels().get("severity")).orElse(Severity.WARNING);
  }

  static int points(Severity severity) {
    return switch (severity) {
      case CRITICAL -> 25;
      case HIGH -> 15;
      case ERROR -> 10;
      case MEDIUM -> 8;
      case WARNING -> 5;
      case LOW -> 2;
      case INFO, NONE -> 0;
    };
  }
}
