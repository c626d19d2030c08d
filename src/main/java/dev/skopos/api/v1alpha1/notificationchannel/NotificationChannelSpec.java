// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.notificationchannel;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.Interval;
import dev.skopos.api.v1alpha1.ValueFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where notifications go and how hard it is tried; exactly one kind of channel is set.
 *
 * <p>What is absent gets the default of the schema here too, so that a spec that never went through
 * an API server means the same.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value =
        "[has(self.webhook), has(self.slack), has(self.email), has(self.console)]"
            + ".exists_one(set, set)",
    message = "set exactly one of webhook, slack, email, console")
@ValidationRule(
    value = "!has(self.http) || has(self.webhook) || has(self.slack)",
    message = "http needs webhook or slack",
    fieldPath = ".http")
@ValidationRule(
    value =
        "duration(self.timeout) >= duration('100ms') && duration(self.timeout) <= duration('5m')",
    message = "timeout must be from 100ms to 5m",
    fieldPath = ".timeout")
public record NotificationChannelSpec(
    @JsonPropertyDescription(
            "Sends an HTTP request. Set exactly one of webhook, slack, email, console.")
        @Nullable Webhook webhook,
    @JsonPropertyDescription(
            "Posts to an incoming webhook of Slack or of what understands the same format.")
        @Nullable Slack slack,
    @JsonPropertyDescription("Sends mail by SMTP.") @Nullable Email email,
    @JsonPropertyDescription("Writes to the operator's log. Has no fields: console: {}.")
        @Nullable Console console,
    @JsonPropertyDescription("Settings of channels that speak HTTP.") @Nullable Http http,
    @JsonPropertyDescription(
            "Stops sending until set back to false. What would have been sent is counted in the"
                + " status and not sent later.")
        @Default("false")
        boolean suspend,
    @JsonPropertyDescription("Whether the end of an alert is sent too.") @Default("true")
        Boolean sendResolved,
    @JsonPropertyDescription("Resources of which namespaces may use this channel.") @Default("{}")
        AllowedNamespaces allowedNamespaces,
    @JsonPropertyDescription("Time that one attempt may take, from 100ms to 5m.")
        @Default("10s")
        @Pattern(Interval.PATTERN)
        @Size(min = 2, max = 32)
        Interval timeout,
    @JsonPropertyDescription(
            "How failed attempts are repeated: after network errors, 429 and 5xx, with growing"
                + " waits.")
        @Default("{}")
        Retry retry) {

  public NotificationChannelSpec {
    sendResolved = Objects.requireNonNullElse(sendResolved, true);
    allowedNamespaces = Objects.requireNonNullElse(allowedNamespaces, AllowedNamespaces.DEFAULT);
    timeout = Objects.requireNonNullElse(timeout, new Interval("10s"));
    retry = Objects.requireNonNullElse(retry, Retry.DEFAULT);
  }

  /** A channel that writes to the operator's log. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Console() {}

  /** Settings of channels that speak HTTP. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Http(
      @JsonPropertyDescription("How the receiver's certificate is verified.") @Nullable Tls tls) {}

  /** How the certificate of a receiver is verified. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Tls(
      @JsonPropertyDescription(
              "PEM certificates of the authorities to trust, instead of those of the system.")
          @Nullable ValueFrom caFrom) {}

  /** Resources of which namespaces may use a channel. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record AllowedNamespaces(
      @JsonPropertyDescription(
              "Same: only of the channel's own namespace. All: of every namespace.")
          @Default("Same")
          From from) {

    static final AllowedNamespaces DEFAULT = new AllowedNamespaces(From.SAME);

    public AllowedNamespaces {
      from = Objects.requireNonNullElse(from, From.SAME);
    }
  }

  /** Sets of namespaces. */
  public enum From {
    @JsonProperty("Same")
    SAME,
    @JsonProperty("All")
    ALL
  }

  /** How failed attempts are repeated. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  @ValidationRule(
      value = "duration(self.maxElapsed) <= duration('24h')",
      message = "maxElapsed must be at most 24h",
      fieldPath = ".maxElapsed")
  public record Retry(
      @JsonPropertyDescription(
              "How long after the first attempt a notification is given up, at most 24h; 0s: there"
                  + " is one attempt.")
          @Default("15m")
          @Pattern(Interval.PATTERN)
          @Size(min = 2, max = 32)
          Interval maxElapsed) {

    static final Retry DEFAULT = new Retry(new Interval("15m"));

    public Retry {
      maxElapsed = Objects.requireNonNullElse(maxElapsed, new Interval("15m"));
    }
  }
}
