// SPDX-License-Identifier: Apache-2.0
package dev.skopos.alert;

import dev.skopos.model.ResourceId;
import java.time.Instant;
import java.util.List;

/**
 * All alerts that one source has at one instant. Each hand-over replaces the one before: an alert
 * that was firing and is absent has ended.
 *
 * @param source the resource that raised them; its namespace is the alerts' origin
 * @param channels where its alerts go; empty: to the default channel
 * @param alerts firing ones, and resolved ones until 15 minutes after their end
 * @param generatorPath path and query below the external URL that show where the alerts come from
 */
public record SourceAlerts(
    ResourceId source,
    List<ResourceId> channels,
    List<Alert> alerts,
    Instant at,
    String generatorPath) {

  public SourceAlerts {
    channels = List.copyOf(channels);
    alerts = List.copyOf(alerts);
  }
}
