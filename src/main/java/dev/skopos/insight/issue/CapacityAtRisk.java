// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.forecast.CapacitySnapshot;
import dev.skopos.forecast.Recommendation;
import dev.skopos.forecast.ResourceSnapshot;
import dev.skopos.forecast.definition.Risk;
import dev.skopos.forecast.model.Crossing;
import dev.skopos.insight.observe.Evidence;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Resources that are likely to run out soon. */
final class CapacityAtRisk {

  private CapacityAtRisk() {}

  static List<Issue> issues(Evidence evidence) {
    return evidence.observed().forecasts().stream()
        .flatMap(
            forecast ->
                forecast.resources().stream()
                    .filter(each -> each.risk().compareTo(Risk.HIGH) >= 0)
                    .map(each -> issue(forecast, each)))
        .toList();
  }

  private static Issue issue(CapacitySnapshot forecast, ResourceSnapshot found) {
    ResourceId id = forecast.definition().id();
    return Issue.of(
            Pattern.CAPACITY_AT_RISK,
            found.risk() == Risk.CRITICAL ? Severity.CRITICAL : Severity.HIGH,
            id,
            "%s: the risk is %s%s"
                .formatted(found.resource().name(), found.risk().word(), date(found)),
            advice(found).orElse("Raise the limit, or have less used.")
                + " See /ui/capacity/%s/%s".formatted(id.namespace(), id.name()))
        .since(forecast.lastTransition());
  }

  private static String date(ResourceSnapshot found) {
    return found
        .expected()
        .map(outlook -> outlook.exhaustion().p50())
        .map(
            crossing ->
                switch (crossing) {
                  case Crossing.At(Instant time) ->
                      ", exhausted around " + time.atZone(ZoneOffset.UTC).toLocalDate();
                  case Crossing.Never() -> "";
                })
        .orElse("");
  }

  private static Optional<String> advice(ResourceSnapshot found) {
    return found.recommendations().stream().findFirst().map(CapacityAtRisk::text);
  }

  private static String text(Recommendation advice) {
    return advice.patch() == null
        ? advice.action() + "."
        : advice.action() + ": " + advice.patch() + ".";
  }
}
