// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.healthcheck;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.Condition;
import dev.skopos.api.v1alpha1.Interval;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the check found. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
public record HealthCheckStatus(
    @JsonPropertyDescription("Generation of the spec that the operator looked at last.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            "Generation of the spec that is in force; older than observedGeneration while the"
                + " newest one is refused.")
        @Nullable Long acceptedGeneration,
    @JsonPropertyDescription("How the target is, after the thresholds.") @Nullable State state,
    @JsonPropertyDescription(
            "Accepted, Ready and Stalled tell of the resource; Healthy and CertificateValid of the"
                + " target.")
        @Size(max = 16)
        List<Condition> conditions,
    @JsonPropertyDescription(
            "Annotations that asked for something once, with the value that was handled last.")
        @Size(max = 10)
        Map<String, String> handledTriggers,
    @JsonPropertyDescription("Start of the newest run.") @Nullable Instant lastProbeTime,
    @JsonPropertyDescription("Start of the newest run that succeeded.")
        @Nullable Instant lastSuccessTime,
    @JsonPropertyDescription("When the state changed last.") @Nullable Instant lastTransitionTime,
    @JsonPropertyDescription("How many of the newest runs in a row had the same result.")
        @Nullable Consecutive consecutive,
    @JsonPropertyDescription("How long the runs took.") @Nullable Latency latency,
    @JsonPropertyDescription(
            "Part of the runs that succeeded, as a ratio from 0 to 1; absent without runs.")
        @Nullable Uptime uptime,
    @JsonPropertyDescription("The certificate that the target presented last.")
        @Nullable Certificate certificate,
    @JsonPropertyDescription("What each assertion of the newest run saw.") @Size(max = 20)
        List<AssertionResult> assertions,
    @JsonPropertyDescription("The newest runs, the newest first.") @Size(max = 10)
        List<Run> history) {

  public HealthCheckStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    handledTriggers = handledTriggers == null ? Map.of() : Map.copyOf(handledTriggers);
    assertions = assertions == null ? List.of() : List.copyOf(assertions);
    history = history == null ? List.of() : List.copyOf(history);
  }

  /** How a target is. */
  public enum State {
    @JsonProperty("Healthy")
    HEALTHY,
    @JsonProperty("Degraded")
    DEGRADED,
    @JsonProperty("Unhealthy")
    UNHEALTHY,
    @JsonProperty("Unknown")
    UNKNOWN,
    @JsonProperty("Suspended")
    SUSPENDED
  }

  /** What one run came to. */
  public enum Result {
    @JsonProperty("Ok")
    OK,
    @JsonProperty("Degraded")
    DEGRADED,
    @JsonProperty("Failed")
    FAILED,
    @JsonProperty("Unknown")
    UNKNOWN
  }

  /** Runs in a row with the same result. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Consecutive(
      @JsonPropertyDescription("Failed runs in a row.") int failures,
      @JsonPropertyDescription("Successful runs in a row.") int successes) {}

  /** How long runs took. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Latency(
      @JsonPropertyDescription("The newest run, for instance 41ms.") @Nullable Interval last,
      @JsonPropertyDescription("Half of the runs of the last hour were faster.")
          @Nullable Interval p50,
      @JsonPropertyDescription("95 % of the runs of the last hour were faster.")
          @Nullable Interval p95,
      @JsonPropertyDescription("The phases of the newest run.") @Nullable Phases phases) {}

  /** How long the phases of a run took; a phase that did not happen is absent. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Phases(
      @JsonPropertyDescription("Finding the address.") @Nullable Interval resolve,
      @JsonPropertyDescription("Opening the connection.") @Nullable Interval connect,
      @JsonPropertyDescription("The TLS handshake.") @Nullable Interval tls,
      @JsonPropertyDescription("From the request to the first byte of the answer.")
          @Nullable Interval processing,
      @JsonPropertyDescription("From the first byte of the answer to the last.")
          @Nullable Interval transfer) {}

  /** Part of the runs that succeeded, as decimal numbers from 0 to 1. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Uptime(
      @JsonPropertyDescription("Of the last hour, for instance 0.9993.") @Nullable String h1,
      @JsonPropertyDescription("Of the last 24 hours.") @Nullable String h24,
      @JsonPropertyDescription("Of the last 7 days.") @Nullable String d7,
      @JsonPropertyDescription("Of the last 30 days.") @Nullable String d30) {}

  /** What the target's certificate says, whether it could be verified or not. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Certificate(
      @JsonPropertyDescription("End of the certificate of the chain that ends first.")
          @Nullable Instant notAfter,
      @JsonPropertyDescription("Who issued the target's certificate.") @Nullable String issuer,
      @JsonPropertyDescription("Names that the target's certificate is for.") @Size(max = 20)
          List<String> dnsNames) {

    public Certificate {
      dnsNames = dnsNames == null ? List.of() : List.copyOf(dnsNames);
    }
  }

  /** What one assertion saw in the newest run. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record AssertionResult(
      @JsonPropertyDescription("Name of the assertion.") @Required String name,
      @JsonPropertyDescription("Whether it was true.") boolean passed,
      @JsonPropertyDescription("The value that it saw, shortened.") @Nullable String seen,
      @JsonPropertyDescription("Why it was not true or could not be evaluated.")
          @Nullable String message) {}

  /** One run. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Run(
      @JsonPropertyDescription("Start of the run.") @Required Instant time,
      @JsonPropertyDescription("What it came to.") @Required Result result,
      @JsonPropertyDescription("How long it took.") @Nullable Interval latency,
      @JsonPropertyDescription("What went wrong.") @Nullable String message) {}
}
