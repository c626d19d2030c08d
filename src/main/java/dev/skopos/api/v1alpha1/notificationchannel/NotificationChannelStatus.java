// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.notificationchannel;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.Condition;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the deliveries go. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
public record NotificationChannelStatus(
    @JsonPropertyDescription("Generation of the spec that the operator looked at last.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            "Generation of the spec that is in force; older than observedGeneration while the"
                + " newest one is refused.")
        @Nullable Long acceptedGeneration,
    @JsonPropertyDescription("How the newest delivery went.") @Nullable State state,
    @JsonPropertyDescription(
            "Accepted, Ready and Stalled tell of the resource; Delivering of the receiver.")
        @Size(max = 16)
        List<Condition> conditions,
    @JsonPropertyDescription(
            "Annotations that asked for something once (skopos.dev/test-send), with the value that"
                + " was handled last.")
        @Size(max = 10)
        Map<String, String> handledTriggers,
    @JsonPropertyDescription("Kind of the channel: Webhook, Slack, Email or Console.")
        @Nullable Kind kind,
    @JsonPropertyDescription("When a notification was delivered last.")
        @Nullable Instant lastSuccess,
    @JsonPropertyDescription("The newest attempt that failed.") @Nullable Failure lastFailure,
    @JsonPropertyDescription("Notifications that were delivered within the last hour.")
        @Nullable Integer sentLastHour,
    @JsonPropertyDescription("Notifications that wait for their delivery.")
        @Nullable Integer queued,
    @JsonPropertyDescription(
            "Notifications that were not sent because the channel is suspended, since it is.")
        @Nullable Long suppressed,
    @JsonPropertyDescription(
            "Notifications that were given up or pushed out of a full queue, since the operator"
                + " started.")
        @Nullable Long dropped,
    @JsonPropertyDescription("The newest test that skopos.dev/test-send asked for.")
        @Nullable TestSend lastTest) {

  public NotificationChannelStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    handledTriggers = handledTriggers == null ? Map.of() : Map.copyOf(handledTriggers);
  }

  /** How deliveries go. */
  public enum State {
    /** Nothing had to be sent yet. */
    @JsonProperty("Idle")
    IDLE,
    @JsonProperty("Delivering")
    DELIVERING,
    @JsonProperty("Failing")
    FAILING,
    @JsonProperty("Unknown")
    UNKNOWN,
    @JsonProperty("Suspended")
    SUSPENDED
  }

  /** Kinds of channels. */
  public enum Kind {
    @JsonProperty("Webhook")
    WEBHOOK,
    @JsonProperty("Slack")
    SLACK,
    @JsonProperty("Email")
    EMAIL,
    @JsonProperty("Console")
    CONSOLE
  }

  /** A test that was asked for; without time and result while it is under way. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record TestSend(
      @JsonPropertyDescription("Value of the annotation that asked for it.") @Required
          String trigger,
      @JsonPropertyDescription("When it ended; absent while it is under way.")
          @Nullable Instant time,
      @JsonPropertyDescription("Whether the receiver took it; absent while it is under way.")
          @Nullable Boolean delivered,
      @JsonPropertyDescription("What went wrong, without secrets.") @Nullable String message) {}

  /** An attempt that failed. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Failure(
      @JsonPropertyDescription("When it was.") @Required Instant time,
      @JsonPropertyDescription("What went wrong, without secrets.") @Nullable String reason,
      @JsonPropertyDescription("Status code that the receiver answered with.")
          @Nullable Integer code) {}
}
