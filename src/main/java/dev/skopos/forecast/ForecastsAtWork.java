// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.model.ResourceId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The forecasts that are in force, for those who stand before the registry of rules: it has to be
 * there before that of the forecasts. Thread-safe.
 */
public final class ForecastsAtWork {

  private final Map<ResourceId, CapacityRunner> runners = new ConcurrentHashMap<>();

  Map<ResourceId, CapacityRunner> runners() {
    return runners;
  }

  Optional<CapacitySnapshot> snapshot(ResourceId id) {
    return Optional.ofNullable(runners.get(id)).flatMap(CapacityRunner::snapshot);
  }
}
