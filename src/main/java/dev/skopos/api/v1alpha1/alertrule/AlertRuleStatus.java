// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.alertrule;

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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the rule found. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
public record AlertRuleStatus(
    @JsonPropertyDescription("Generation of the spec that the operator looked at last.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription(
            "Generation of the spec that is in force; older than observedGeneration while the"
                + " newest one is refused.")
        @Nullable Long acceptedGeneration,
    @JsonPropertyDescription("The worst that any alert of the rule is in.") @Nullable State state,
    @JsonPropertyDescription(
            "Accepted, Ready and Stalled tell of the resource; Firing and Evaluating of the rule.")
        @Size(max = 16)
        List<Condition> conditions,
    @JsonPropertyDescription(
            "Annotations that asked for something once, with the value that was handled last.")
        @Size(max = 10)
        Map<String, String> handledTriggers,
    @JsonPropertyDescription(
            "Channels that take the alerts, as namespace/name; the default channel when the spec"
                + " names none. Absent: nobody is told.")
        @Size(max = 10)
        List<String> channels,
    @JsonPropertyDescription("Number of alerts that fire.") @Nullable Integer firing,
    @JsonPropertyDescription("Number of alerts that wait for the time of for.")
        @Nullable Integer pending,
    @JsonPropertyDescription("Alerts that fire or wait; the first 20, firing ones first.")
        @Size(max = 20)
        List<Instance> instances,
    @JsonPropertyDescription("The newest evaluation.") @Nullable Evaluation lastEvaluation,
    @JsonPropertyDescription("When the state changed last.") @Nullable Instant lastTransitionTime) {

  public AlertRuleStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    handledTriggers = handledTriggers == null ? Map.of() : Map.copyOf(handledTriggers);
    channels = channels == null ? List.of() : List.copyOf(channels);
    instances = instances == null ? List.of() : List.copyOf(instances);
  }

  /** What a rule or one of its alerts is in. */
  public enum State {
    @JsonProperty("Inactive")
    INACTIVE,
    @JsonProperty("Pending")
    PENDING,
    @JsonProperty("Firing")
    FIRING,
    @JsonProperty("Unknown")
    UNKNOWN,
    @JsonProperty("Suspended")
    SUSPENDED
  }

  /** One alert of the rule. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Instance(
      @JsonPropertyDescription("Labels of the alert.") @Size(max = 64) Map<String, String> labels,
      @JsonPropertyDescription("Pending or Firing.") @Required State state,
      @JsonPropertyDescription("Since when the expression holds.") @Nullable Instant activeAt,
      @JsonPropertyDescription(
              "Since when the expression holds no more while keepFiringFor keeps the alert firing;"
                  + " absent: it holds.")
          @Nullable Instant keepFiringSince,
      @JsonPropertyDescription("Value of the expression at the newest evaluation.")
          @Nullable String value,
      @JsonPropertyDescription("The annotation summary.") @Nullable String summary) {

    public Instance {
      labels = labels == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(labels));
    }
  }

  /** One evaluation. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Evaluation(
      @JsonPropertyDescription("When it was.") @Required Instant time,
      @JsonPropertyDescription("How long it took.") @Nullable Interval duration,
      @JsonPropertyDescription("Number of series that the expression gave.")
          @Nullable Integer series) {}
}
