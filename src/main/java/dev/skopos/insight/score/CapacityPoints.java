// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.score;

import dev.skopos.forecast.CapacitySnapshot;
import dev.skopos.forecast.ResourceSnapshot;
import dev.skopos.forecast.model.Crossing;
import dev.skopos.insight.observe.Workloads;
import dev.skopos.model.ResourceId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * What a forecast says of each of its resources: the risk, or how full it is when that is worse.
 */
final class CapacityPoints {

  static final int CRITICAL = 25;
  static final int HIGH = 15;
  static final int MEDIUM = 5;
  static final int FULL = 25;
  static final int NEARLY_FULL = 10;

  private static final double NEARLY = 0.95;

  private CapacityPoints() {}

  static List<Observation> of(CapacitySnapshot forecast) {
    ResourceId source = forecast.definition().id();
    String workload = Workloads.of(forecast.definition());
    return forecast.resources().stream().map(each -> of(source, workload, each)).toList();
  }

  private static Observation of(ResourceId source, String workload, ResourceSnapshot found) {
    double used = found.utilization();
    int byUse = used >= 1 ? FULL : used >= NEARLY ? NEARLY_FULL : 0;
    int byRisk =
        switch (found.risk()) {
          case CRITICAL -> CRITICAL;
          case HIGH -> HIGH;
          case MEDIUM -> MEDIUM;
          case LOW, UNKNOWN -> 0;
        };
    boolean unknown = found.expected().isEmpty() && Double.isNaN(used);
    return unknown
        ? Observation.unknown(Kind.CAPACITY, source, workload)
        : Observation.of(
            Kind.CAPACITY,
            source,
            workload,
            Math.max(byUse, byRisk),
            found.resource().name() + use(used) + risk(found));
  }

  private static String use(double used) {
    return Double.isNaN(used)
        ? ""
        : String.format(Locale.ROOT, " is used to %.1f %% of its limit", 100 * used);
  }

  private static String risk(ResourceSnapshot found) {
    String date =
        found
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
    return ", risk " + found.risk().word() + date;
  }
}
