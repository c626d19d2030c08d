// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.alertrule;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.AlertInstance;
import dev.skopos.api.v1alpha1.Condition;
import dev.skopos.api.v1alpha1.RuleEvaluation;
import dev.skopos.api.v1alpha1.RuleState;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
    @JsonPropertyDescription("The worst that any alert of the rule is in.")
        @Nullable RuleState state,
    @JsonPropertyDescription(
            "Accepted, Ready and Stalled tell of the resource; Firing and Evaluating of the rule;"
                + " Learned of the series of anomaly or trend.")
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
        List<AlertInstance> instances,
    @JsonPropertyDescription("What is known of the series that anomaly or trend judges.")
        @Nullable Judgement judgement,
    @JsonPropertyDescription("The newest evaluation.") @Nullable RuleEvaluation lastEvaluation,
    @JsonPropertyDescription("When the state changed last.") @Nullable Instant lastTransitionTime) {

  public AlertRuleStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    handledTriggers = handledTriggers == null ? Map.of() : Map.copyOf(handledTriggers);
    channels = channels == null ? List.of() : List.copyOf(channels);
    instances = instances == null ? List.of() : List.copyOf(instances);
  }

  /** How the series of a rule are judged. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Judgement(
      @JsonPropertyDescription("Number of series that are judged.") @Nullable Integer series,
      @JsonPropertyDescription("Number of series whose past is too short to judge them.")
          @Nullable Integer learning,
      @JsonPropertyDescription("Number of series beyond the 200 that a rule judges.")
          @Nullable Integer leftOut,
      @JsonPropertyDescription(
              "Number of series that were out of the ordinary in the newest evaluation; three of"
                  + " five make an anomaly.")
          @Nullable Integer strange,
      @JsonPropertyDescription("The smallest chance of a series in the newest evaluation.")
          @Nullable String lowestChance,
      @JsonPropertyDescription("When the past of the series was learned last.")
          @Nullable Instant learnedAt) {}
}
