// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import static dev.skopos.mapping.Missing.needed;

import dev.skopos.api.v1alpha1.Period;
import dev.skopos.api.v1alpha1.rulegroup.Rule;
import dev.skopos.api.v1alpha1.rulegroup.RuleGroup;
import dev.skopos.api.v1alpha1.rulegroup.RuleGroupSpec;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.GroupDefinition.Form;
import dev.skopos.rule.RuleDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns RuleGroups into groups of rules. */
public final class RuleGroupMapper {

  /**
   * The group that the resource describes.
   *
   * @throws IllegalArgumentException when it cannot work; the message names the field
   */
  public GroupDefinition toGroup(RuleGroup resource) {
    RuleGroupSpec spec = needed(resource.getSpec(), "spec");
    return new GroupDefinition(
        ResourceIds.of(resource),
        Form.GROUP,
        spec.interval().toDuration(),
        spec.queryOffset().toDuration(),
        spec.limit(),
        spec.suspend(),
        channels(resource),
        rules(spec));
  }

  private static List<RuleDefinition> rules(RuleGroupSpec spec) {
    List<RuleDefinition> rules = new ArrayList<>();
    for (Rule rule : spec.rules()) {
      rules.add(rule(spec, rule, "spec.rules[%d]".formatted(rules.size())));
    }
    return rules;
  }

  private static RuleDefinition rule(RuleGroupSpec spec, Rule rule, String path) {
    String expr = needed(rule.expr(), path + ".expr");
    SortedMap<String, String> labels = new TreeMap<>(spec.labels());
    labels.putAll(rule.labels());
    String record = rule.record();
    if (record != null) {
      return new RuleDefinition.Recording(record, expr, labels);
    }
    return new RuleDefinition.Alerting(
        needed(rule.alert(), path + ".alert"),
        expr,
        duration(rule.holdFor()),
        duration(rule.keepFiringFor()),
        labels,
        new TreeMap<>(rule.annotations()));
  }

  private static Duration duration(@Nullable Period period) {
    return period == null ? Duration.ZERO : period.toDuration();
  }

  /** The channels that the resource names, in its order. */
  public List<ResourceId> channels(RuleGroup resource) {
    return NotifiedChannels.of(
        resource.getSpec().notifies(), resource.getMetadata().getNamespace());
  }
}
