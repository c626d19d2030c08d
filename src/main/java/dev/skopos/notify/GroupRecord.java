// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import dev.skopos.model.ResourceId;
import dev.skopos.notify.channel.Notification;
import dev.skopos.notify.channel.NotifiedAlert;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a group over a restart: plain values that any mapper of JSON can write and
 * read.
 *
 * @param source whose alerts these are
 * @param channel where they go; together with the source it names the group
 * @param told the alerts that the channel was told to be firing and not yet to have ended
 * @param lastNotified when a notification was handed to the channel's queue; null: never
 * @param inFlight notifications whose delivery was begun or is about to, and has no result
 */
public record GroupRecord(
    ResourceId source,
    ResourceId channel,
    List<NotifiedAlert> told,
    @Nullable Instant lastNotified,
    List<Notification> inFlight) {

  public GroupRecord {
    told = List.copyOf(told);
    inFlight = List.copyOf(inFlight);
  }
}
