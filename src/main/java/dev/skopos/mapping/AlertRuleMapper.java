// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import static dev.skopos.mapping.Missing.needed;

import dev.skopos.api.v1alpha1.Severity;
import dev.skopos.api.v1alpha1.alertrule.AlertRule;
import dev.skopos.api.v1alpha1.alertrule.AlertRuleSpec;
import dev.skopos.forecast.judgement.Judgement;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.GroupDefinition.Form;
import dev.skopos.rule.RuleDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns AlertRules into rules. */
public final class AlertRuleMapper {

  private static final String SEVERITY = "severity";

  /**
   * The rule that the resource describes.
   *
   * @throws IllegalArgumentException when it cannot work; the message names the field
   */
  public GroupDefinition toRule(AlertRule resource) {
    AlertRuleSpec spec = needed(resource.getSpec(), "spec");
    ResourceId id = ResourceIds.of(resource);
    return new GroupDefinition(
        id,
        Form.SINGLE,
        spec.interval().toDuration(),
        Duration.ZERO,
        spec.limit(),
        spec.suspend(),
        channels(resource),
        List.of(alert(id, spec)));
  }

  private static RuleDefinition alert(ResourceId id, AlertRuleSpec spec) {
    String alertName = spec.alertName();
    SortedMap<String, String> labels = new TreeMap<>(spec.labels());
    if (labels.put(SEVERITY, label(spec.severity())) != null) {
      throw new IllegalArgumentException(
          "spec.labels.severity: not to be set, set spec.severity instead");
    }
    SortedMap<String, String> annotations = new TreeMap<>(spec.annotations());
    String summary = JudgementMapper.summary(spec);
    if (summary != null) {
      annotations.putIfAbsent("summary", summary);
    }
    return new RuleDefinition.Alerting(
        alertName == null ? id.name() : alertName,
        needed(spec.expr(), "spec.expr"),
        spec.holdFor().toDuration(),
        spec.keepFiringFor().toDuration(),
        labels,
        annotations,
        summary != null);
  }

  /**
   * For which of its series the rule alerts; empty: for all that the expression gives.
   *
   * @throws IllegalArgumentException when it cannot work; the message names the field
   */
  public Optional<Judgement> judgement(AlertRule resource) {
    return JudgementMapper.judgement(needed(resource.getSpec(), "spec"));
  }

  private static String label(Severity severity) {
    return dev.skopos.model.Severity.valueOf(severity.name()).label();
  }

  /** The channels that the resource names, in its order. */
  public List<ResourceId> channels(AlertRule resource) {
    return NotifiedChannels.of(
        resource.getSpec().notifies(), resource.getMetadata().getNamespace());
  }
}
