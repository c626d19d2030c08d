// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import dev.skopos.model.ResourceId;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of the whole installation.
 *
 * @param groupInterval least time between two notifications of one group
 * @param repeatInterval when a group that still fires is notified again
 * @param defaultChannel for alerts that name no channel
 * @param externalUrl stands before the paths of links, without a slash at its end
 */
public record NotifyOptions(
    Duration groupInterval,
    Duration repeatInterval,
    Optional<ResourceId> defaultChannel,
    String externalUrl) {

  /** Five minutes, four hours, no default channel. */
  public static NotifyOptions usual(String externalUrl) {
    return new NotifyOptions(
        Duration.ofMinutes(5), Duration.ofHours(4), Optional.empty(), externalUrl);
  }
}
