// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.alert.Alert;
import dev.skopos.alert.AlertState;
import dev.skopos.model.Labels;
import dev.skopos.model.Severity;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.template.Template;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A valid alerting rule. */
record CompiledAlert(
    RuleDefinition.Alerting definition,
    SortedMap<String, Template> labels,
    SortedMap<String, Template> annotations)
    implements CompiledRule {

  /** Whether both make the same labels of the same series, as far as it is theirs to decide. */
  boolean labelsAlike(CompiledAlert other) {
    return definition.name().equals(other.definition.name())
        && definition.labels().equals(other.definition.labels());
  }

  /** The alert that this element raises when there is none yet. */
  Alert alert(Element element, Instant at, String namespace, Expansion texts) {
    Map<String, Object> data = texts.data(element);
    Labels.Builder identity = element.labels().toBuilder().remove(Labels.METRIC_NAME);
    labels.forEach((name, template) -> identity.set(name, texts.expand(template, data)));
    identity.set(ALERT_NAME, definition.name());
    identity.set(Alert.ORIGIN_LABEL, namespace);
    SortedMap<String, String> expanded = new TreeMap<>();
    annotations.forEach((name, template) -> expanded.put(name, texts.expand(template, data)));
    Labels complete = identity.build();
    return new Alert(
        complete, expanded, severity(complete), new AlertState.Pending(), at, element.value());
  }

  /** The severity that the labels name; none when they name none that is known. */
  static Severity severity(Labels labels) {
    return Severity.ofLabel(labels.get(SEVERITY)).orElse(Severity.NONE);
  }
}
