// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.judgement;

import dev.skopos.model.ResourceId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The judges of the rules in force, for those who stand before the registry of rules: it has to be
 * there before that of judgements. Thread-safe.
 */
public final class JudgesAtWork {

  private final Map<ResourceId, Judge> judges = new ConcurrentHashMap<>();

  Map<ResourceId, Judge> judges() {
    return judges;
  }

  Optional<Judge> find(ResourceId rule) {
    return Optional.ofNullable(judges.get(rule));
  }
}
