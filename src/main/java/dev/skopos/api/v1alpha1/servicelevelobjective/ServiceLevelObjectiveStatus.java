// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.servicelevelobjective;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.AlertInstance;
import dev.skopos.api.v1alpha1.Condition;
import dev.skopos.api.v1alpha1.Selector;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the objective stands. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
public record ServiceLevelObjectiveStatus(
    @JsonPropertyDescription("Generation of the spec that the operator looked at last.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            "Generation of the spec that is in force; older than observedGeneration while the"
                + " newest one is refused.")
        @Nullable Long acceptedGeneration,
    @JsonPropertyDescription(
            "Met, Burning (met, but an alert of the burn rate fires), Exhausted (the budget is"
                + " spent), NoData (no events in the window), Unknown or Suspended. With groups it"
                + " is that of the worst.")
        @Nullable State state,
    @JsonPropertyDescription(
            "Accepted, Ready and Stalled tell of the resource; DataAvailable, ObjectiveMet and"
                + " BudgetAvailable of what was counted.")
        @Size(max = 16)
        List<Condition> conditions,
    @JsonPropertyDescription(
            "Annotations that asked for something once (skopos.dev/report-now), with the value that"
                + " was handled last.")
        @Size(max = 10)
        Map<String, String> handledTriggers,
    @JsonPropertyDescription("Channels that take the alerts, as namespace/name.") @Size(max = 10)
        List<String> channels,
    @JsonPropertyDescription("The time that was counted; its begin lies on the grid of the count.")
        @Nullable Span window,
    @JsonPropertyDescription(
            "Share of good events in the window, in percent; with groups that of the group with the"
                + " least left of its budget.")
        @Nullable String sliPercent,
    @JsonPropertyDescription("Events of the window.") @Nullable Events events,
    @JsonPropertyDescription("What is left to spend.") @Nullable ErrorBudget errorBudget,
    @JsonPropertyDescription("Burn-rate alerts, the fastest first.") @Size(max = 8)
        List<BurnRate> burnRates,
    @JsonPropertyDescription("Groups with the least left of their budgets; the first 20.")
        @Size(max = 20)
        List<GroupStatus> groups,
    @JsonPropertyDescription("Number of groups.") @Nullable Integer groupCount,
    @JsonPropertyDescription("Number of alerts that fire.") @Nullable Integer firing,
    @JsonPropertyDescription("Alerts that fire or wait; the first 20, firing ones first.")
        @Size(max = 20)
        List<AlertInstance> alerts,
    @JsonPropertyDescription("Of a budget policy with freeze: whether it is in force.")
        @Nullable Freeze freeze,
    @JsonPropertyDescription("When the newest evaluation was.")
        @Nullable Instant lastEvaluationTime,
    @JsonPropertyDescription("When the state changed last.") @Nullable Instant lastTransitionTime) {

  public ServiceLevelObjectiveStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    handledTriggers = handledTriggers == null ? Map.of() : Map.copyOf(handledTriggers);
    channels = channels == null ? List.of() : List.copyOf(channels);
    burnRates = burnRates == null ? List.of() : List.copyOf(burnRates);
    groups = groups == null ? List.of() : List.copyOf(groups);
    alerts = alerts == null ? List.of() : List.copyOf(alerts);
  }

  /** How an objective stands. */
  public enum State {
    @JsonProperty("Met")
    MET,
    @JsonProperty("Burning")
    BURNING,
    @JsonProperty("Exhausted")
    EXHAUSTED,
    @JsonProperty("NoData")
    NO_DATA,
    @JsonProperty("Unknown")
    UNKNOWN,
    @JsonProperty("Suspended")
    SUSPENDED
  }

  /** A span of time. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Span(
      @JsonPropertyDescription("Where it begins.") @Required Instant from,
      @JsonPropertyDescription("Where it ends.") @Required Instant to) {}

  /** Numbers of events. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Events(
      @JsonPropertyDescription("All events.") @Required String total,
      @JsonPropertyDescription("Bad events.") @Required String bad) {}

  /** What is left to spend. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record ErrorBudget(
      @JsonPropertyDescription("How many events may be bad in the window.") @Nullable String total,
      @JsonPropertyDescription(
              "What is left of the budget, as a share of it; negative when more was spent.")
          @Nullable String remainingRatio,
      @JsonPropertyDescription("The same in percent, for people.")
          @Nullable String remainingPercent,
      @JsonPropertyDescription(
              "When the budget will be spent if things go on as in the last hours; absent: not at"
                  + " all.")
          @Nullable Instant projectedExhaustion) {}

  /** Where a burn-rate alert stands. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record BurnRate(
      @JsonPropertyDescription("Name of the tier.") @Required String tier,
      @JsonPropertyDescription("How bad its alert is.") @Nullable String severity,
      @JsonPropertyDescription("The short window.") @Required String shortWindow,
      @JsonPropertyDescription("The long window.") @Required String longWindow,
      @JsonPropertyDescription("Both windows have to burn faster than this.") @Required
          String factor,
      @JsonPropertyDescription("How fast the short window burns, of the worst group.")
          @Nullable String shortRate,
      @JsonPropertyDescription("How fast the long window burns, of the worst group.")
          @Nullable String longRate,
      @JsonPropertyDescription(
              "Inactive, Pending, Firing, or Unreachable: not even if all events were bad.")
          @Required
          TierState state) {}

  /** What a tier is in. */
  public enum TierState {
    @JsonProperty("Inactive")
    INACTIVE,
    @JsonProperty("Pending")
    PENDING,
    @JsonProperty("Firing")
    FIRING,
    @JsonProperty("Unreachable")
    UNREACHABLE
  }

  /** How one group stands. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record GroupStatus(
      @JsonPropertyDescription("Labels of the group.") @Size(max = 8) Map<String, String> labels,
      @JsonPropertyDescription("Share of good events, in percent.") @Nullable String sliPercent,
      @JsonPropertyDescription("What is left of its budget, as a share of it.")
          @Nullable String remainingRatio,
      @JsonPropertyDescription("Events of the window.") @Nullable Events events) {

    public GroupStatus {
      labels = labels == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(labels));
    }
  }

  /** Whether pod templates are kept as they are; the admission policy reads this. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_NULL)
  public record Freeze(
      @JsonPropertyDescription("Whether the freeze is in force.") @Required boolean active,
      @JsonPropertyDescription("Labels of the workloads that it is about.") @Required
          Selector selector,
      @JsonPropertyDescription("Since when it is in force.") @Nullable Instant since) {}
}
