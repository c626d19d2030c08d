// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.access.AccessControl;
import dev.skopos.access.Caller;
import dev.skopos.insight.tuning.KnownRule;
import dev.skopos.insight.tuning.NoisyRule;
import dev.skopos.model.ResourceId;
import dev.skopos.slo.definition.ObjectiveOrigin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The rules of which resources a caller may see, whatever kind declares them. */
public final class RuleViews implements Predicate<ResourceId> {

  private final Map<String, Predicate<ResourceId>> kinds;

  /** Asks for all namespaces at first. */
  public RuleViews(AccessControl access, Caller caller) {
    Map<String, Predicate<ResourceId>> views = new HashMap<>();
    views.put("AlertRule", new Views(access, caller, "alertrules"));
    views.put("RuleGroup", new Views(access, caller, "rulegroups"));
    views.put("CapacityForecast", new Views(access, caller, "capacityforecasts"));
    // How the operator is concerns everybody who looks.
    views.put(ResourceId.OPERATOR, _ -> true);
    Views objectives = new Views(access, caller, "servicelevelobjectives");
    for (ObjectiveOrigin origin : ObjectiveOrigin.values()) {
      views.put(origin.kind(), objectives);
    }
    kinds = Map.copyOf(views);
  }

  @Override
  public boolean test(ResourceId id) {
    return kinds.getOrDefault(id.kind(), _ -> false).test(id);
  }

  /**
   * Whether the caller may see how often a rule fired: all that it may be; where none of it is
   * left, rules of all kinds in its namespace.
   */
  public boolean seesNoise(NoisyRule.Name name, List<KnownRule> sources) {
    return sources.isEmpty()
        ? kinds.keySet().stream().allMatch(kind -> test(new ResourceId(kind, name.namespace(), "")))
        : sources.stream().allMatch(each -> test(each.source()));
  }
}
