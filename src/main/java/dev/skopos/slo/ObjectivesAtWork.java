// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.model.ResourceId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The objectives that are in force, for those who stand before and behind the registry of rules: it
 * has to be there before that of the objectives. Thread-safe.
 */
public final class ObjectivesAtWork {

  private final Map<ResourceId, ObjectiveRunner> runners = new ConcurrentHashMap<>();

  Map<ResourceId, ObjectiveRunner> runners() {
    return runners;
  }

  Optional<ObjectiveRunner> find(ResourceId id) {
    return Optional.ofNullable(runners.get(id));
  }
}
