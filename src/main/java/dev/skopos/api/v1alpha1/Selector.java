// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Chooses objects by their labels; all requirements have to hold. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
public record Selector(
    @JsonPropertyDescription("Labels with the values that they have to have.") @Size(max = 32)
        Map<String, @Size(max = 63) String> matchLabels,
    @JsonPropertyDescription("What else has to hold of labels.") @Size(max = 32)
        List<Requirement> matchExpressions) {

  /** All objects. */
  public static final Selector ALL = new Selector(Map.of(), List.of());

  public Selector {
    matchLabels =
        matchLabels == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(matchLabels));
    matchExpressions = matchExpressions == null ? List.of() : List.copyOf(matchExpressions);
  }

  /** What has to hold of one label. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  @ValidationRule(
      value = "(self.operator in ['In', 'NotIn']) == (has(self.values) && size(self.values) > 0)",
      message = "In and NotIn need values; Exists and DoesNotExist have none",
      fieldPath = ".values")
  public record Requirement(
      @JsonPropertyDescription("Name of the label.") @Required @Size(min = 1, max = 317) String key,
      @JsonPropertyDescription("How the label is looked at.") @Required Operator operator,
      @JsonPropertyDescription("Values for In and NotIn.") @Size(max = 64)
          List<@Size(max = 63) String> values) {

    public Requirement {
      values = values == null ? List.of() : List.copyOf(values);
    }
  }

  /** How a label is looked at. */
  public enum Operator {
    @JsonProperty("In")
    IN,
    @JsonProperty("NotIn")
    NOT_IN,
    @JsonProperty("Exists")
    EXISTS,
    @JsonProperty("DoesNotExist")
    DOES_NOT_EXIST
  }
}
