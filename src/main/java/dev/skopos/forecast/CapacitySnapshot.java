// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.forecast.definition.Risk;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a forecast stands. Immutable.
 *
 * @param definition the forecast in force
 * @param risk the worst of all resources
 * @param resources in the order of the definition
 * @param firing number of alerts that fire
 * @param lastForecast when the newest forecast was made; null: there was none yet
 * @param lastTransition when the risk changed last; null: it has been the same from the start
 */
public record CapacitySnapshot(
    CapacityDefinition definition,
    Risk risk,
    List<ResourceSnapshot> resources,
    int firing,
    @Nullable Instant lastForecast,
    @Nullable Instant lastTransition) {

  public CapacitySnapshot {
    resources = List.copyOf(resources);
  }

  /** Before the first forecast. */
  static CapacitySnapshot unknown(CapacityDefinition definition) {
    return new CapacitySnapshot(
        definition,
        Risk.UNKNOWN,
        definition.resources().stream().map(ResourceSnapshot::unknown).toList(),
        0,
        null,
        null);
  }

  /** The same with as many alerts that fire. */
  CapacitySnapshot withFiring(int alerts) {
    return new CapacitySnapshot(definition, risk, resources, alerts, lastForecast, lastTransition);
  }

  /** The resource of this name. */
  public Optional<ResourceSnapshot> resource(String name) {
    return resources.stream().filter(each -> each.resource().name().equals(name)).findFirst();
  }

  /** The resource with the worst risk, and of these the one that is used most. */
  public ResourceSnapshot worst() {
    return resources.stream()
        .max(
            Comparator.comparing(ResourceSnapshot::risk)
                .thenComparingDouble(
                    each -> Double.isNaN(each.utilization()) ? -1 : each.utilization()))
        .orElseThrow();
  }
}
