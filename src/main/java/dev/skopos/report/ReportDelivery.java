// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.model.ResourceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * A kept report on its way to a channel. Immutable.
 *
 * @param report the id of its record
 * @param source what the report is about
 * @param created when the report was made: one that is made again is delivered again
 * @param at when it came into its state
 * @param reason why it waits or was given up, a sentence without secrets; cut to {@value
 *     #MOST_REASON} characters
 */
public record ReportDelivery(
    UUID report,
    ResourceId source,
    ResourceId channel,
    Instant created,
    State state,
    Instant at,
    String reason) {

  /** The longest reason. */
  public static final int MOST_REASON = 1024;

  /** How far it is. */
  public enum State {
    WAITING("waiting"),
    DELIVERED("delivered"),
    GIVEN_UP("given up");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /** For people. */
    public String text() {
      return text;
    }
  }

  /** Names a delivery. */
  record Key(UUID report, ResourceId channel, Instant created) {}

  public ReportDelivery {
    reason = reason.length() <= MOST_REASON ? reason : reason.substring(0, MOST_REASON);
  }

  Key key() {
    return new Key(report, channel, created);
  }

  /** The same for all attempts and after a restart. */
  String idempotencyKey() {
    String all = report + " " + created + ' ' + channel;
    return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
  }

  ReportDelivery with(State next, Instant now, String why) {
    return new ReportDelivery(report, source, channel, created, next, now, why);
  }
}
