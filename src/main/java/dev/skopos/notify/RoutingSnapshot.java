// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import dev.skopos.model.ResourceId;
import java.util.List;

/**
 * Where the alerts of a source go.
 *
 * <p>The channels are those that the source names, or the default one when it names none.
 *
 * @param takers channels that take the alerts; empty: nobody is told of them
 * @param missing channels that do not exist
 * @param refused channels that do not take alerts of the source's namespace
 * @param unrouted how many alerts fire that no channel takes
 */
public record RoutingSnapshot(
    ResourceId source,
    List<ResourceId> takers,
    List<ResourceId> missing,
    List<ResourceId> refused,
    int unrouted) {

  public RoutingSnapshot {
    takers = List.copyOf(takers);
    missing = List.copyOf(missing);
    refused = List.copyOf(refused);
  }
}
