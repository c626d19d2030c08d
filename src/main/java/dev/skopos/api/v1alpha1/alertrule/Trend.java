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
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;

/** When the level of a series has a trend. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value = "double(self.changePercent) > 0.0",
    message = "changePercent must be above 0",
    fieldPath = ".changePercent")
public record Trend(
    @JsonPropertyDescription("Over which time the level changes, from 1d to 84d.")
        @Default("7d")
        @Pattern(Period.PATTERN)
        @Size(min = 2, max = 32)
        Period over,
    @JsonPropertyDescription(
            "How much the level has to change over that time, in percent of its median.")
        @Required
        @Pattern("^[0-9]{1,6}([.][0-9]{1,6})?$")
        @Size(min = 1, max = 13)
        String changePercent,
    @JsonPropertyDescription("Where the level goes.") @Default("Both") Direction direction) {

  public Trend {
    over = Objects.requireNonNullElse(over, new Period("7d"));
    direction = Objects.requireNonNullElse(direction, Direction.BOTH);
  }

  /** Where a level goes. */
  public enum Direction {
    @JsonProperty("Up")
    UP,
    @JsonProperty("Down")
    DOWN,
    @JsonProperty("Both")
    BOTH
  }
}
