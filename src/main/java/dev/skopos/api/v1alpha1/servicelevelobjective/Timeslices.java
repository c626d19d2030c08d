// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.servicelevelobjective;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.Interval;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;

/** When a slice of time is bad. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value =
        "duration(self.length) >= duration('1m') && duration(self.length) <= duration('1h') &&"
            + " duration(self.length).getSeconds() % 60 == 0 &&"
            + " 3600 % duration(self.length).getSeconds() == 0",
    message = "length must be whole minutes of which an hour has a multiple, for instance 5m",
    fieldPath = ".length")
@ValidationRule(
    value = "double(self.goodPercent) > 0.0 && double(self.goodPercent) <= 100.0",
    message = "goodPercent must be above 0 and at most 100",
    fieldPath = ".goodPercent")
public record Timeslices(
    @JsonPropertyDescription("How long a slice is: whole minutes of which an hour has a multiple.")
        @Default("1m")
        @Pattern(Interval.PATTERN)
        @Size(min = 2, max = 32)
        Interval length,
    @JsonPropertyDescription(
            "How much of a slice's events has to be good for the slice to be good, in percent.")
        @Required
        @Pattern("^[0-9]{1,3}([.][0-9]{1,6})?$")
        @Size(min = 1, max = 10)
        String goodPercent) {

  public Timeslices {
    length = Objects.requireNonNullElse(length, new Interval("1m"));
  }
}
