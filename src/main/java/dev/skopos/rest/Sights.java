// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.access.AccessControl;
import dev.skopos.access.Caller;
import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.insight.observe.Sight;
import dev.skopos.model.ResourceId;
import dev.skopos.slo.definition.ObjectiveOrigin;
import java.util.HashMap;
import java.util.Map;

/** What a caller may see of all kinds, for one answer. Not thread-safe. */
public final class Sights implements Sight {

  /** The kinds of what insights are made of, with the names of their resources. */
  private static final Map<String, String> RESOURCES = resources();

  private final AccessControl access;
  private final Caller caller;
  private final Map<String, Views> views = new HashMap<>();

  /** What this caller may see. */
  public Sights(AccessControl access, Caller caller) {
    this.access = access;
    this.caller = caller;
  }

  private static Map<String, String> resources() {
    Map<String, String> resources = new HashMap<>();
    resources.put("HealthCheck", "healthchecks");
    resources.put("AlertRule", "alertrules");
    resources.put("RuleGroup", "rulegroups");
    resources.put(CapacityDefinition.KIND, "capacityforecasts");
    resources.put("NotificationChannel", "notificationchannels");
    resources.put("MetricSource", "metricsources");
    // What others declare is seen as ours is.
    resources.put("ServiceMonitor", "metricsources");
    resources.put("PodMonitor", "metricsources");
    for (ObjectiveOrigin origin : ObjectiveOrigin.values()) {
      resources.put(origin.kind(), "servicelevelobjectives");
    }
    return Map.copyOf(resources);
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
