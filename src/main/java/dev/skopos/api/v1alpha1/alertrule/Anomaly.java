// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.alertrule;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.Period;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When the value of a series is out of the ordinary. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value = "double(self.significance) >= 0.005 && double(self.significance) <= 0.2",
    message = "significance must be from 0.005 to 0.2",
    fieldPath = ".significance")
public record Anomaly(
    @JsonPropertyDescription(
            "A value counts as strange when its chance is below this, if the series goes on as"
                + " before: from \"0.005\" to \"0.2\".")
        @Default("0.01")
        @Pattern("^0[.][0-9]{1,6}$")
        @Size(min = 3, max = 8)
        String significance,
    @JsonPropertyDescription("How much of the past is learned from, from 7d to 84d.")
        @Default("28d")
        @Pattern(Period.PATTERN)
        @Size(min = 2, max = 32)
        Period learn,
    @JsonPropertyDescription("On which side of what is expected a value may be strange.")
        @Default("Both")
        Direction direction,
    @JsonPropertyDescription(
            "What is closer to the expected value, in percent of that, never counts as strange.")
        @Nullable
        @Pattern("^[0-9]{1,6}([.][0-9]{1,6})?$")
        @Size(min = 1, max = 13)
        String minDeviationPercent) {

  public Anomaly {
    significance = Objects.requireNonNullElse(significance, "0.01");
    learn = Objects.requireNonNullElse(learn, new Period("28d"));
    direction = Objects.requireNonNullElse(direction, Direction.BOTH);
  }

  /** A side of what is expected. */
  public enum Direction {
    @JsonProperty("Above")
    ABOVE,
    @JsonProperty("Below")
    BELOW,
    @JsonProperty("Both")
    BOTH
  }
}
