// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.metricsource;

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
import org.jspecify.annotations.Nullable;

/** How the scrapes go. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
public record MetricSourceStatus(
    @JsonPropertyDescription("Generation of the spec that the operator looked at last.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            "Generation of the spec that is in force; older than observedGeneration while the"
                + " newest one is refused.")
        @Nullable Long acceptedGeneration,
    @JsonPropertyDescription("How the newest scrapes of all targets went.") @Nullable State state,
    @JsonPropertyDescription(
            "Accepted, Ready and Stalled tell of the resource; TargetsUp of its targets.")
        @Size(max = 16)
        List<Condition> conditions,
    @JsonPropertyDescription("How many targets there are.") @Nullable Targets targets,
    @JsonPropertyDescription("Samples that the newest scrapes of all targets brought.")
        @Nullable Long samples,
    @JsonPropertyDescription("When a target was scraped last.") @Nullable Instant lastScrapeTime,
    @JsonPropertyDescription("Some of the targets that are down.") @Size(max = 5)
        List<Failure> failures) {

  public MetricSourceStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    failures = failures == null ? List.of() : List.copyOf(failures);
  }

  /** How scrapes go. */
  public enum State {
    /** All targets. */
    @JsonProperty("Up")
    UP,
    /** Some targets. */
    @JsonProperty("Degraded")
    DEGRADED,
    /** No target. */
    @JsonProperty("Down")
    DOWN,
    @JsonProperty("NoTargets")
    NO_TARGETS,
    @JsonProperty("Unknown")
    UNKNOWN,
    @JsonProperty("Suspended")
    SUSPENDED
  }

  /** Numbers of targets. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Targets(
      @JsonPropertyDescription("Targets whose newest scrape succeeded.") int up,
      @JsonPropertyDescription("Targets whose newest scrape failed.") int down,
      @JsonPropertyDescription("Targets that were not scraped yet.") int unknown,
      @JsonPropertyDescription("Targets that relabelings dropped.") int dropped) {}

  /** A target that is down. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Failure(
      @JsonPropertyDescription("The label instance of the target.") @Required String instance,
      @JsonPropertyDescription("What went wrong, without secrets.") @Required String message) {}
}
