// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One condition of a resource, in the shape that all of Kubernetes uses. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
public record Condition(
    @JsonPropertyDescription("What the condition is about, in CamelCase, for instance Ready.")
        @Required
        @Size(max = 316)
        String type,
    @JsonPropertyDescription("Whether it holds.") @Required Status status,
    @JsonPropertyDescription("Generation of the resource that the condition was made for.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("When status changed last.") @Required Instant lastTransitionTime,
    @JsonPropertyDescription("Why, as one word in CamelCase, for programs.")
        @Required
        @Size(min = 1, max = 1024)
        String reason,
    @JsonPropertyDescription("Why, as a sentence, for people.") @Required @Size(max = 32768)
        String message) {

  /** Whether a condition holds. */
  public enum Status {
    @JsonProperty("True")
    TRUE,
    @JsonProperty("False")
    FALSE,
    @JsonProperty("Unknown")
    UNKNOWN
  }
}
