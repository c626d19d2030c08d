// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.alert.Alert;
import dev.skopos.alert.AlertState;
import dev.skopos.model.Labels;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.template.AlertTemplates;
import dev.skopos.template.Template;
import dev.skopos.template.TemplateException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A definition that was found valid, with its templates parsed. Immutable. */
record CompiledRule(
    RuleDefinition definition,
    SortedMap<String, Template> labels,
    SortedMap<String, Template> annotations) {

  static final String ALERT_NAME = "alertname";
  static final String SEVERITY = "severity";

  private static final Map<String, String> RESERVED =
      Map.of(
          ALERT_NAME,
          "set spec.alertName instead",
          SEVERITY,
          "set spec.severity instead",
          Alert.ORIGIN_LABEL,
          "it is always the namespace of the rule",
          Labels.METRIC_NAME,
          "alerts have no metric name",
          AlertSeries.STATE,
          "it tells the state in the series ALERTS");

  static CompiledRule compile(RuleDefinition definition) throws InvalidRuleException {
    AlertExpression.check(definition.expr());
    Map<String, String> labels = definition.labels();
    for (String name : labels.keySet()) {
      if (RESERVED.containsKey(name)) {
        throw new InvalidRuleException(
            "InvalidLabel",
            "spec.labels.%s: not to be set, %s".formatted(name, RESERVED.get(name)));
      }
    }
    checkNames("labels", labels.keySet());
    checkNames("annotations", definition.annotations().keySet());
    return new CompiledRule(
        definition, parse("labels", labels), parse("annotations", definition.annotations()));
  }

  private static void checkNames(String field, Set<String> names) throws InvalidRuleException {
    if (names.contains("")) {
      throw new InvalidRuleException("InvalidLabel", "spec.%s: an empty name".formatted(field));
    }
  }

  private static SortedMap<String, Template> parse(String field, Map<String, String> texts)
      throws InvalidRuleException {
    SortedMap<String, Template> templates = new TreeMap<>();
    for (Map.Entry<String, String> text : texts.entrySet()) {
      try {
        templates.put(text.getKey(), AlertTemplates.parse(text.getKey(), text.getValue()));
      } catch (TemplateException e) {
        throw new InvalidRuleException(
            "InvalidTemplate",
            "spec.%s.%s: line %d: %s".formatted(field, text.getKey(), e.line(), e.problem()));
      }
    }
    return templates;
  }

  /** Whether both make the same labels of the same series, as far as it is theirs to decide. */
  boolean labelsAlike(CompiledRule other) {
    RuleDefinition mine = definition;
    RuleDefinition theirs = other.definition;
    return mine.alertName().equals(theirs.alertName())
        && mine.severity() == theirs.severity()
        && mine.labels().equals(theirs.labels());
  }

  /** The alert that this element raises when there is none yet. */
  Alert alert(Element element, Instant at, Expansion texts) {
    Map<String, Object> data = texts.data(element);
    Labels.Builder identity = element.labels().withoutMetricName().toBuilder();
    labels.forEach((name, template) -> identity.set(name, texts.expand(template, data)));
    identity.set(ALERT_NAME, definition.alertName());
    identity.set(SEVERITY, definition.severity().label());
    identity.set(Alert.ORIGIN_LABEL, definition.id().namespace());
    SortedMap<String, String> expanded = new TreeMap<>();
    annotations.forEach((name, template) -> expanded.put(name, texts.expand(template, data)));
    return new Alert(
        identity.build(),
        expanded,
        definition.severity(),
        new AlertState.Pending(),
        at,
        element.value());
  }
}
