// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.capacityforecast;

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
import org.jspecify.annotations.Nullable;

/** How the resources stand and what is to be expected. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
public record CapacityForecastStatus(
    @JsonPropertyDescription("Generation of the spec that the operator looked at last.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            "Generation of the spec that is in force; older than observedGeneration while the"
                + " newest one is refused.")
        @Nullable Long acceptedGeneration,
    @JsonPropertyDescription(
            "The worst risk of all resources: Low, Medium, High or Critical; Unknown while there is"
                + " less than 7 days of data; or Suspended.")
        @Nullable State state,
    @JsonPropertyDescription(
            "Accepted, Ready and Stalled tell of the resource; DataAvailable and CapacitySufficient"
                + " of what was found.")
        @Size(max = 16)
        List<Condition> conditions,
    @JsonPropertyDescription("Channels that take the alerts, as namespace/name.") @Size(max = 10)
        List<String> channels,
    @JsonPropertyDescription("The resource with the worst risk, in short.") @Nullable Worst worst,
    @JsonPropertyDescription("Each resource, in the order of the spec.") @Size(max = 20)
        List<ResourceStatus> resources,
    @JsonPropertyDescription("Number of alerts that fire.") @Nullable Integer firing,
    @JsonPropertyDescription("When the newest forecast was made.")
        @Nullable Instant lastForecastTime,
    @JsonPropertyDescription("When the state changed last.") @Nullable Instant lastTransitionTime) {

  public CapacityForecastStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    channels = channels == null ? List.of() : List.copyOf(channels);
    resources = resources == null ? List.of() : List.copyOf(resources);
  }

  /** How bad things are. */
  public enum State {
    @JsonProperty("Low")
    LOW,
    @JsonProperty("Medium")
    MEDIUM,
    @JsonProperty("High")
    HIGH,
    @JsonProperty("Critical")
    CRITICAL,
    @JsonProperty("Unknown")
    UNKNOWN,
    @JsonProperty("Suspended")
    SUSPENDED
  }

  /** The resource with the worst risk, in short. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Worst(
      @JsonPropertyDescription("Name of the resource.") @Required String name,
      @JsonPropertyDescription("How much of the limit is used, in percent.")
          @Nullable String utilizationPercent,
      @JsonPropertyDescription("The day on which it is most likely exhausted, or Never.")
          @Nullable String exhaustion) {}

  /** How one resource stands. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record ResourceStatus(
      @JsonPropertyDescription("Name of the resource.") @Required String name,
      @JsonPropertyDescription("How bad things are for it.") @Required State risk,
      @JsonPropertyDescription("What is used now.") @Nullable String current,
      @JsonPropertyDescription("What there is.") @Nullable String limit,
      @JsonPropertyDescription("How much of the limit is used, in percent.")
          @Nullable String utilizationPercent,
      @JsonPropertyDescription("How fast it grows.") @Nullable Growth growth,
      @JsonPropertyDescription("What is expected, at up to 10 instants up to the horizon.")
          @Size(max = 10)
          List<Point> forecast,
      @JsonPropertyDescription("When the limit is reached.") @Nullable Exhaustion exhaustion,
      @JsonPropertyDescription("What the forecast was made with, and how good it was in the past.")
          @Nullable Model model,
      @JsonPropertyDescription("How much of the past was there to learn from.")
          @Nullable Interval history,
      @JsonPropertyDescription("What could be done.") @Size(max = 8)
          List<Recommendation> recommendations,
      @JsonPropertyDescription("Why there is no forecast.") @Nullable @Size(max = 1024)
          String problem) {

    public ResourceStatus {
      forecast = forecast == null ? List.of() : List.copyOf(forecast);
      recommendations = recommendations == null ? List.of() : List.copyOf(recommendations);
    }
  }

  /** How fast a resource grows. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Growth(
      @JsonPropertyDescription(
              "Growing, Shrinking, or Stable: no growth that chance would not explain.")
          @Required
          Direction direction,
      @JsonPropertyDescription("How much it grows in a day.") @Nullable String perDay) {}

  /** Where a resource is going. */
  public enum Direction {
    @JsonProperty("Growing")
    GROWING,
    @JsonProperty("Shrinking")
    SHRINKING,
    @JsonProperty("Stable")
    STABLE
  }

  /** What is expected at one instant. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Point(
      @JsonPropertyDescription("The instant.") @Required Instant time,
      @JsonPropertyDescription("In one of ten cases it is less.") @Nullable String p10,
      @JsonPropertyDescription("In half of the cases it is less.") @Required String p50,
      @JsonPropertyDescription("In nine of ten cases it is less.") @Nullable String p90) {}

  /** When the limit is reached; an instant that is absent lies beyond the horizon. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Exhaustion(
      @JsonPropertyDescription("In one of ten cases it is reached before.") @Nullable Instant p10,
      @JsonPropertyDescription("In half of the cases it is reached before.") @Nullable Instant p50,
      @JsonPropertyDescription("In nine of ten cases it is reached before.") @Nullable Instant p90,
      @JsonPropertyDescription("Probability that it is reached within 7 days.")
          @Nullable String probability7d,
      @JsonPropertyDescription("Probability that it is reached within 30 days.")
          @Nullable String probability30d) {}

  /** What a forecast was made with. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Model(
      @JsonPropertyDescription("Name of the model.") @Required String name,
      @JsonPropertyDescription(
              "Its error over backtests, as a multiple of that of yesterday's values (MASE).")
          @Nullable String mase,
      @JsonPropertyDescription("How much of the backtests lay in the interval of 90 percent.")
          @Nullable String coverage90) {}

  /** What could be done. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Recommendation(
      @JsonPropertyDescription("How soon it is to be done.") @Required Term term,
      @JsonPropertyDescription("What to do.") @Required @Size(max = 1024) String action,
      @JsonPropertyDescription("Why it is advised.") @Required @Size(max = 1024) String reason,
      @JsonPropertyDescription("What it does to the date of exhaustion.")
          @Nullable
          @Size(max = 1024)
          String effect,
      @JsonPropertyDescription("A command that does it.") @Nullable @Size(max = 2048)
          String patch) {}

  /** How soon something is to be done. */
  public enum Term {
    @JsonProperty("Immediate")
    IMMEDIATE,
    @JsonProperty("Short")
    SHORT,
    @JsonProperty("Medium")
    MEDIUM,
    @JsonProperty("Long")
    LONG
  }
}
