// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.model.Applied;
import dev.skopos.slo.count.Events;
import dev.skopos.slo.definition.ObjectiveDefinition;
import java.time.Duration;
import java.time.Instant;

/** What a registry that has no other objectives says of one. */
public final class Acceptance {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

  private Acceptance() {}

  public static Applied of(ObjectiveDefinition definition) {
    Course nothing = Course.of(NOW, Duration.ofHours(1), _ -> new Events(0, 0, 0));
    return new ObjectiveLab(nothing, NOW).registry.apply(definition);
  }
}
