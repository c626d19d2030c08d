// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import dev.skopos.model.ResourceId;
import dev.skopos.notify.channel.ChannelSettings;

/**
 * One place to send to.
 *
 * @param suspend nothing is sent; what would have been is counted
 * @param sendResolved whether the end of an alert is sent too
 * @param openTo whose alerts it takes
 */
public record ChannelDefinition(
    ResourceId id,
    ChannelSettings settings,
    boolean suspend,
    boolean sendResolved,
    OpenTo openTo,
    AttemptPolicy attempts) {

  /** The namespaces whose resources may use a channel. */
  public enum OpenTo {
    OWN_NAMESPACE,
    ALL_NAMESPACES
  }

  boolean takesFrom(ResourceId source) {
    return openTo == OpenTo.ALL_NAMESPACES || source.namespace().equals(id.namespace());
  }
}
