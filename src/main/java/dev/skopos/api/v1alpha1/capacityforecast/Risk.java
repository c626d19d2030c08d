// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.capacityforecast;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.Period;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;

/** When a risk is critical, high or medium. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
public record Risk(
    @JsonPropertyDescription("When it is critical.")
        @Default("{\"probabilityRatio\": \"0.5\", \"within\": \"3d\"}")
        Level critical,
    @JsonPropertyDescription("When it is high.")
        @Default("{\"probabilityRatio\": \"0.5\", \"within\": \"7d\"}")
        Level high,
    @JsonPropertyDescription("When it is medium.")
        @Default("{\"probabilityRatio\": \"0.5\", \"within\": \"30d\"}")
        Level medium) {

  static final Risk DEFAULT =
      new Risk(
          new Level("0.5", new Period("3d")),
          new Level("0.5", new Period("7d")),
          new Level("0.5", new Period("30d")));

  public Risk {
    critical = Objects.requireNonNullElse(critical, new Level("0.5", new Period("3d")));
    high = Objects.requireNonNullElse(high, new Level("0.5", new Period("7d")));
    medium = Objects.requireNonNullElse(medium, new Level("0.5", new Period("30d")));
  }

  /** How likely it is that the limit is reached, and until when. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  @ValidationRule(
      value = "double(self.probabilityRatio) > 0.0 && double(self.probabilityRatio) <= 1.0",
      message = "probabilityRatio must be above 0 and at most 1",
      fieldPath = ".probabilityRatio")
  public record Level(
      @JsonPropertyDescription("The least probability, from 0 to 1, for instance \"0.05\".")
          @Required
          @Pattern("^[01]([.][0-9]{1,6})?$")
          @Size(min = 1, max = 8)
          String probabilityRatio,
      @JsonPropertyDescription("Until when the limit is reached, for instance 7d.")
          @Required
          @Pattern(Period.PATTERN)
          @Size(min = 2, max = 32)
          Period within) {}
}
