// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.servicelevelobjective;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.Period;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The time that a target is meant for: exactly one kind. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value = "has(self.rolling) != has(self.calendar)",
    message = "set exactly one of rolling, calendar")
@ValidationRule(
    value = "has(self.calendar) || !has(self.timeZone)",
    message = "timeZone is of calendar windows only",
    fieldPath = ".timeZone")
public record Window(
    @JsonPropertyDescription("The newest time of this length, from 1h to 400d, for instance 30d.")
        @Nullable
        @Pattern(Period.PATTERN)
        @Size(min = 2, max = 32)
        Period rolling,
    @JsonPropertyDescription(
            "The present day, week (from Monday), month, quarter or year; the budget begins anew"
                + " with each.")
        @Nullable Calendar calendar,
    @JsonPropertyDescription(
            "Time zone of the calendar, for instance Europe/Berlin; UTC by default.")
        @Nullable
        @Size(min = 1, max = 64)
        String timeZone) {

  static final Window DEFAULT = new Window(new Period("30d"), null, null);

  /** Periods of the calendar. */
  public enum Calendar {
    @JsonProperty("Day")
    DAY,
    @JsonProperty("Week")
    WEEK,
    @JsonProperty("Month")
    MONTH,
    @JsonProperty("Quarter")
    QUARTER,
    @JsonProperty("Year")
    YEAR
  }
}
