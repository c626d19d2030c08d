// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.alert.Alert;
import dev.skopos.insight.observe.Evidence;
import dev.skopos.insight.observe.Facts.Fact;
import dev.skopos.insight.observe.Question;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.RuleDefinition;
import dev.skopos.slo.definition.LengthText;
import dev.skopos.slo.definition.ObjectiveOrigin;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules with alerts that end and begin again and again. */
final class FlappingAlerts {

  /** What is proposed to keep an alert firing, at least. */
  private static final Duration LEAST = Duration.ofMinutes(15);

  private FlappingAlerts() {}

  static List<Issue> issues(Evidence evidence) {
    Map<ResourceId, List<Flapping>> flapping =
        evidence.facts().of(Question.ALERT_STARTS).stream()
            .flatMap(
                fact -> evidence.observed().rules().stream().flatMap(group -> raised(group, fact)))
            .collect(Collectors.groupingBy(Flapping::source, TreeMap::new, Collectors.toList()));
    return flapping.values().stream().map(each -> issue(worst(each))).toList();
  }

  /** An alert of a rule. */
  private record Flapping(ResourceId source, RuleDefinition.Alerting rule, Fact fact) {}

  private static Stream<Flapping> raised(GroupSnapshot group, Fact fact) {
    ResourceId source = group.definition().id();
    return source.namespace().equals(fact.labels().get(Alert.ORIGIN_LABEL))
            && isOwn(source, fact.labels())
        ? group.definition().rules().stream()
            .filter(rule -> rule.name().equals(fact.labels().get("alertname")))
            .flatMap(
                rule ->
                    rule instanceof RuleDefinition.Alerting alerting
                        ? Stream.of(new Flapping(source, alerting, fact))
                        : Stream.empty())
        : Stream.empty();
  }

  /** The alerts of all objectives have the same names. */
  private static boolean isOwn(ResourceId source, Labels alert) {
    return ObjectiveOrigin.of(source).isEmpty() || alert.get("objective").equals(source.name());
  }

  private static Flapping worst(List<Flapping> alerts) {
    return alerts.stream()
        .max(Comparator.comparingDouble(each -> each.fact().value()))
        .orElseThrow();
  }

  private static Issue issue(Flapping worst) {
    ResourceId source = worst.source();
    String action =
        source.kind().equals("AlertRule")
            ? Kubectl.mergePatch(
                source,
                "{\"spec\":{\"keepFiringFor\":\"%s\"}}"
                    .formatted(LengthText.of(longer(worst.rule().keepFiringFor()))))
            : Kubectl.edit(source);
    return Issue.of(
        Pattern.ALERT_FLAPPING,
        Severity.WARNING,
        source,
        "%s began anew %.0f times within 6 hours"
            .formatted(worst.rule().name(), worst.fact().value()),
        remedy(source) + ": " + action);
  }

  private static String remedy(ResourceId source) {
    return ObjectiveOrigin.of(source).isPresent()
        ? "Let its alerts hold longer before they fire (for), or have them look at longer windows"
        : "Let it hold longer before it fires (for), or end later (keepFiringFor)";
  }

  private static Duration longer(Duration keepFiringFor) {
    return keepFiringFor.compareTo(LEAST) < 0 ? LEAST : keepFiringFor.multipliedBy(2);
  }
}
