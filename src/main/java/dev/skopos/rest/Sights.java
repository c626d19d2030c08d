// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.access.AccessControl;
import dev.skopos.access.Caller;
import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.insight.observe.Sight;
import dev.skopos.model.ResourceId;
import dev.skopos.slo.definition.ObjectiveDefinition;
import java.util.HashMap;
import java.util.Map;

/** What a caller may see of all kinds, for one answer. Not thread-safe. */
public final class Sights implements Sight {

  /** The kinds of what insights are made of, with the names of their resources. */
  private static final Map<String, String> RESOURCES =
      Map.of(
          "HealthCheck",
          "healthchecks",
          "AlertRule",
          "alertrules",
          "RuleGroup",
          "rulegroups",
          ObjectiveDefinition.KIND,
          "servicelevelobjectives",
          CapacityDefinition.KIND,
          "capacityforecasts",
          "NotificationChannel",
          "notificationchannels",
          "MetricSource",
          "metricsources",
          // Sources that others declare are seen as ours are.
          "ServiceMonitor",
          "metricsources",
          "PodMonitor",
          "metricsources");

  private final AccessControl access;
  private final Caller caller;
  private final Map<String, Views> views = new HashMap<>();

  /** What this caller may see. */
  public Sights(AccessControl access, Caller caller) {
    this.access = access;
    this.caller = caller;
  }

  @Override
  public boolean sees(ResourceId id) {
    // How the operator is concerns everybody who looks.
    if (id.kind().equals(ResourceId.OPERATOR)) {
      return true;
    }
    String resource = RESOURCES.get(id.kind());
    return resource != null && views(resource).test(id);
  }

  @Override
  public boolean seesAll(String namespace) {
    return RESOURCES.entrySet().stream()
        .allMatch(
            each -> views(each.getValue()).test(new ResourceId(each.getKey(), namespace, "")));
  }

  private Views views(String resource) {
    return views.computeIfAbsent(resource, name -> new Views(access, caller, name));
  }
}
