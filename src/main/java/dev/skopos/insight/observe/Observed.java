// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.observe;

import dev.skopos.forecast.CapacitySnapshot;
import dev.skopos.model.ResourceId;
import dev.skopos.notify.ChannelSnapshot;
import dev.skopos.probe.CheckSnapshot;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.scrape.SourceSnapshot;
import dev.skopos.slo.ObjectiveSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Where everything stands at one instant, as far as it may be seen. Immutable.
 *
 * @param rules alerts of objectives and forecasts among them
 */
public record Observed(
    Instant at,
    List<CheckSnapshot> checks,
    List<GroupSnapshot> rules,
    List<ObjectiveSnapshot> objectives,
    List<CapacitySnapshot> forecasts,
    List<ChannelSnapshot> channels,
    List<SourceSnapshot> sources) {

  public Observed {
    checks = List.copyOf(checks);
    rules = List.copyOf(rules);
    objectives = List.copyOf(objectives);
    forecasts = List.copyOf(forecasts);
    channels = List.copyOf(channels);
    sources = List.copyOf(sources);
  }

  /** Only what may be seen. */
  public Observed seenBy(Sight sight) {
    return new Observed(
        at,
        seen(checks, CheckSnapshot::id, sight),
        seen(rules, each -> each.definition().id(), sight),
        seen(objectives, each -> each.definition().id(), sight),
        seen(forecasts, each -> each.definition().id(), sight),
        seen(channels, each -> each.definition().id(), sight),
        seen(sources, each -> each.definition().id(), sight));
  }

  private static <T> List<T> seen(List<T> all, Function<T, ResourceId> id, Sight sight) {
    return all.stream().filter(each -> sight.sees(id.apply(each))).toList();
  }
}
