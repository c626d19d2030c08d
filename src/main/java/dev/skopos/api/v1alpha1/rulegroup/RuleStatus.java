// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.rulegroup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.RuleEvaluation;
import dev.skopos.api.v1alpha1.RuleState;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Where one rule of a group stands. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
public record RuleStatus(
    @JsonPropertyDescription("What the rule is.") @Required Type type,
    @JsonPropertyDescription("Name of the alert or of the recorded metric.") @Required String name,
    @JsonPropertyDescription("Whether the newest evaluation went well.") @Required Health health,
    @JsonPropertyDescription("Of a rule that alerts: the worst that any of its alerts is in.")
        @Nullable RuleState state,
    @JsonPropertyDescription("Number of its alerts that fire.") @Nullable Integer firing,
    @JsonPropertyDescription("Number of its alerts that wait for the time of for.")
        @Nullable Integer pending,
    @JsonPropertyDescription("What went wrong in the newest evaluation, cut to 1,024 characters.")
        @Nullable
        @Size(max = 1024)
        String lastError,
    @JsonPropertyDescription("The newest evaluation.") @Nullable RuleEvaluation lastEvaluation) {

  /** What a rule is. */
  public enum Type {
    @JsonProperty("Alerting")
    ALERTING,
    @JsonProperty("Recording")
    RECORDING
  }

  /** How the newest evaluation went. */
  public enum Health {
    @JsonProperty("Ok")
    OK,
    @JsonProperty("Error")
    ERROR,
    @JsonProperty("Unknown")
    UNKNOWN
  }
}
