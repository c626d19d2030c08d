// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.alert.Alert;
import dev.skopos.model.Labels;
import dev.skopos.rule.GroupDefinition.Form;
import dev.skopos.template.AlertTemplates;
import dev.skopos.template.Template;
import dev.skopos.template.TemplateException;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A rule that was found valid, with its templates parsed. Immutable. */
sealed interface CompiledRule permits CompiledAlert, CompiledRecord {

  String ALERT_NAME = "alertname";
  String SEVERITY = "severity";

  Map<String, String> RESERVED =
      Map.of(
          Alert.ORIGIN_LABEL,
          "it is always the namespace of the rule",
          Labels.METRIC_NAME,
          "the name of the rule says it");

  /** In a group they mean what they mean in Prometheus: the first is overruled, both are taken. */
  Map<String, String> RESERVED_OF_SINGLE_ALERTS =
      Map.of(
          ALERT_NAME,
          "the name of the alert says it",
          AlertSeries.STATE,
          "it tells the state in the series ALERTS");

  RuleDefinition definition();

  /**
   * Compiles a rule.
   *
   * @param position of the rule in its group
   */
  static CompiledRule compile(RuleDefinition definition, Form form, int position)
      throws InvalidRuleException {
    String path = form.path(position);
    switch (form) {
      case SINGLE -> {
        if (definition instanceof RuleDefinition.Alerting alert && alert.judged()) {
          RuleExpression.checkSeries(definition.expr(), path);
        } else {
          RuleExpression.checkCondition(definition.expr(), path);
        }
      }
      case GROUP -> RuleExpression.check(definition.expr(), path);
    }
    return switch (definition) {
      case RuleDefinition.Alerting alert -> compile(alert, form, path);
      case RuleDefinition.Recording recording -> compile(recording, path);
    };
  }

  private static CompiledAlert compile(RuleDefinition.Alerting rule, Form form, String path)
      throws InvalidRuleException {
    checkNames(path + ".labels", rule.labels().keySet(), RESERVED);
    switch (form) {
      case SINGLE ->
          checkNames(path + ".labels", rule.labels().keySet(), RESERVED_OF_SINGLE_ALERTS);
      case GROUP -> {}
    }
    checkNames(path + ".annotations", rule.annotations().keySet(), Map.of());
    return new CompiledAlert(
        rule,
        templates(path + ".labels", rule.labels()),
        templates(path + ".annotations", rule.annotations()));
  }

  private static CompiledRecord compile(RuleDefinition.Recording rule, String path)
      throws InvalidRuleException {
    if (rule.name().isEmpty() || rule.name().contains("{") || rule.name().contains("}")) {
      throw new InvalidRuleException(
          "InvalidName",
          "%s.record: \"%s\" is no name of a metric; labels belong in labels, selectors in expr"
              .formatted(path, rule.name()));
    }
    checkNames(path + ".labels", rule.labels().keySet(), RESERVED);
    return new CompiledRecord(rule);
  }

  private static void checkNames(String path, Set<String> names, Map<String, String> reserved)
      throws InvalidRuleException {
    if (names.contains("")) {
      throw new InvalidRuleException("InvalidLabel", path + ": an empty name");
    }
    for (String name : names) {
      if (reserved.containsKey(name)) {
        throw new InvalidRuleException(
            "InvalidLabel", "%s.%s: not to be set, %s".formatted(path, name, reserved.get(name)));
      }
    }
  }

  private static SortedMap<String, Template> templates(String path, Map<String, String> texts)
      throws InvalidRuleException {
    SortedMap<String, Template> templates = new TreeMap<>();
    for (Map.Entry<String, String> text : texts.entrySet()) {
      try {
        templates.put(text.getKey(), AlertTemplates.parse(text.getKey(), text.getValue()));
      } catch (TemplateException e) {
        throw new InvalidRuleException(
            "InvalidTemplate",
            "%s.%s: line %d: %s".formatted(path, text.getKey(), e.line(), e.problem()));
      }
    }
    return templates;
  }
}
