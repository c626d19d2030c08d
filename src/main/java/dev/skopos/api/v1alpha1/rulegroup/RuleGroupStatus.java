// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.rulegroup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.AlertInstance;
import dev.skopos.api.v1alpha1.Condition;
import dev.skopos.api.v1alpha1.RuleEvaluation;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the group found. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
public record RuleGroupStatus(
    @JsonPropertyDescription("Generation of the spec that the operator looked at last.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            "Generation of the spec that is in force; older than observedGeneration while the"
                + " newest one is refused.")
        @Nullable Long acceptedGeneration,
    @JsonPropertyDescription(
            "The worst that any alert of the group is in; Recording when no rule alerts; Unknown"
                + " before the first iteration, and while a rule fails and no alert is active.")
        @Nullable State state,
    @JsonPropertyDescription(
            "Accepted, Ready and Stalled tell of the resource; Firing and Evaluating of its rules.")
        @Size(max = 16)
        List<Condition> conditions,
    @JsonPropertyDescription(
            "Channels that take the alerts, as namespace/name; the default channel when the spec"
                + " names none. Absent: nobody is told.")
        @Size(max = 10)
        List<String> channels,
    @JsonPropertyDescription("Number of alerts that fire.") @Nullable Integer firing,
    @JsonPropertyDescription("Number of alerts that wait for the time of for.")
        @Nullable Integer pending,
    @JsonPropertyDescription("Number of rules whose newest evaluation failed.")
        @Nullable Integer failing,
    @JsonPropertyDescription("Alerts that fire or wait; the first 20, firing ones first.")
        @Size(max = 20)
        List<AlertInstance> instances,
    @JsonPropertyDescription("Each rule, in the order of the spec that is in force.")
        @Size(max = 200)
        List<RuleStatus> rules,
    @JsonPropertyDescription("The newest iteration.") @Nullable RuleEvaluation lastEvaluation,
    @JsonPropertyDescription(
            "Iterations that were left out since the operator started, because one took longer than"
                + " the interval.")
        @Nullable Long missedIterations,
    @JsonPropertyDescription("When the state changed last.") @Nullable Instant lastTransitionTime) {

  public RuleGroupStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    channels = channels == null ? List.of() : List.copyOf(channels);
    instances = instances == null ? List.of() : List.copyOf(instances);
    rules = rules == null ? List.of() : List.copyOf(rules);
  }

  /** What a group is in. */
  public enum State {
    @JsonProperty("Inactive")
    INACTIVE,
    @JsonProperty("Recording")
    RECORDING,
    @JsonProperty("Pending")
    PENDING,
    @JsonProperty("Firing")
    FIRING,
    @JsonProperty("Unknown")
    UNKNOWN,
    @JsonProperty("Suspended")
    SUSPENDED
  }
}
