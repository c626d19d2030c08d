// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import static dev.skopos.mapping.Missing.needed;

import dev.skopos.api.v1alpha1.ChannelReference;
import dev.skopos.api.v1alpha1.alertrule.AlertRule;
import dev.skopos.api.v1alpha1.alertrule.AlertRuleSpec;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import dev.skopos.rule.RuleDefinition;
import java.util.List;
import java.util.TreeMap;

/** Turns AlertRules into rules. */
public final class AlertRuleMapper {

  private static final String CHANNEL_KIND = "NotificationChannel";

  /**
   * The rule that the resource describes.
   *
   * @throws IllegalArgumentException when it cannot work; the message names the field
   */
  public RuleDefinition toRule(AlertRule resource) {
    AlertRuleSpec spec = needed(resource.getSpec(), "spec");
    ResourceId id = ResourceIds.of(resource);
    String alertName = spec.alertName();
    return new RuleDefinition(
        id,
        alertName == null ? id.name() : alertName,
        needed(spec.expr(), "spec.expr"),
        Severity.valueOf(spec.severity().name()),
        spec.holdFor().toDuration(),
        spec.keepFiringFor().toDuration(),
        spec.interval().toDuration(),
        new TreeMap<>(spec.labels()),
        new TreeMap<>(spec.annotations()),
        spec.limit(),
        spec.suspend(),
        channels(resource));
  }

  /** The channels that the resource names, in its order. */
  public List<ResourceId> channels(AlertRule resource) {
    AlertRuleSpec.Notify notify = resource.getSpec().notifies();
    String own = resource.getMetadata().getNamespace();
    return notify == null
        ? List.of()
        : notify.channels().stream().map(reference -> channel(reference, own)).distinct().toList();
  }

  private static ResourceId channel(ChannelReference reference, String own) {
    String namespace = reference.namespace();
    return new ResourceId(CHANNEL_KIND, namespace == null ? own : namespace, reference.name());
  }
}
