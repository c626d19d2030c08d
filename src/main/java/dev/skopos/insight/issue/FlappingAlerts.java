// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.alert.Alert;
import dev.skopos.insight.observe.Evidence;
import dev.skopos.insight.observe.Facts.Fact;
import dev.skopos.insight.observe.Question;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import dev.skopos.rule.GroupSnapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Rules with alerts that end and begin again and again. */
final class FlappingAlerts {

  private FlappingAlerts() {}

  static List<Issue> issues(Evidence evidence) {
    Map<ResourceId, List<Fact>> flapping =
        evidence.facts().of(Question.ALERT_STARTS).stream()
            .flatMap(
                fact ->
                    evidence.observed().rules().stream()
                        .filter(group -> raises(group, fact))
                        .map(group -> Map.entry(group.definition().id(), fact)))
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    TreeMap::new,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    return flapping.entrySet().stream()
        .map(each -> issue(each.getKey(), worst(each.getValue())))
        .toList();
  }

  private static boolean raises(GroupSnapshot group, Fact fact) {
    return group.definition().id().namespace().equals(fact.labels().get(Alert.ORIGIN_LABEL))
        && group.definition().rules().stream()
            .anyMatch(rule -> rule.name().equals(fact.labels().get("alertname")));
  }

  private static Fact worst(List<Fact> facts) {
    return facts.stream().max(Comparator.comparingDouble(Fact::value)).orElseThrow();
  }

  private static Issue issue(ResourceId source, Fact worst) {
    String action =
        source.kind().equals("AlertRule")
            ? Kubectl.mergePatch(source, "{\"spec\":{\"keepFiringFor\":\"15m\"}}")
            : Kubectl.edit(source);
    return Issue.of(
        Pattern.ALERT_FLAPPING,
        Severity.WARNING,
        source,
        "%s began anew %.0f times within 6 hours"
            .formatted(worst.labels().get("alertname"), worst.value()),
        "Let it hold longer before it fires (for), or end later (keepFiringFor): " + action);
  }
}
