// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.healthcheck;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something that has to be true of a response; exactly one matcher is set. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value =
        "[has(self.cel), has(self.jsonPath), has(self.header), has(self.body)]"
            + ".exists_one(set, set)",
    message = "set exactly one of cel, jsonPath, header, body")
public record Assertion(
    @JsonPropertyDescription("Name that the result is reported by; unique in this check.")
        @Required
        @Pattern("^[A-Za-z0-9]([A-Za-z0-9 ._-]*[A-Za-z0-9])?$")
        @Size(min = 1, max = 63)
        String name,
    @JsonPropertyDescription("What it means for the run when it is not true.") @Default("Failing")
        Impact impact,
    @JsonPropertyDescription(
            "A CEL expression over response (status, headers, body, json, timing, tls) that gives a"
                + " boolean, for instance response.json.status == 'UP'.")
        @Nullable
        @Size(min = 1, max = 2048)
        String cel,
    @JsonPropertyDescription("Looks at a value inside a JSON body.") @Nullable JsonPath jsonPath,
    @JsonPropertyDescription("Looks at a header of the response.") @Nullable Header header,
    @JsonPropertyDescription("Looks at the body as text.") @Nullable Body body) {

  public Assertion {
    impact = Objects.requireNonNullElse(impact, Impact.FAILING);
  }

  /** What a run is when an assertion is not true. */
  public enum Impact {
    @JsonProperty("Failing")
    FAILING,
    @JsonProperty("Degraded")
    DEGRADED,
    @JsonProperty("None")
    NONE
  }

  /** A matcher for a value inside a JSON body. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  @ValidationRule(
      value = "[has(self.equals), has(self.matches), has(self.exists)].exists_one(set, set)",
      message = "set exactly one of equals, matches, exists")
  public record JsonPath(
      @JsonPropertyDescription("JSONPath to the value, for instance $.status.")
          @Required
          @Pattern("^\\$")
          @Size(min = 1, max = 512)
          String path,
      @JsonPropertyDescription(
              "The value as text: strings without quotes, numbers and booleans as in JSON.")
          @JsonProperty("equals")
          @Nullable
          @Size(max = 1024)
          String expected,
      @JsonPropertyDescription("An RE2 regular expression that the whole text has to match.")
          @Nullable
          @Size(min = 1, max = 1024)
          String matches,
      @JsonPropertyDescription("Whether there has to be a value or there must be none.")
          @Nullable Boolean exists) {}

  /** A matcher for a header. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  @ValidationRule(
      value = "[has(self.equals), has(self.matches), has(self.exists)].exists_one(set, set)",
      message = "set exactly one of equals, matches, exists")
  public record Header(
      @JsonPropertyDescription("Name of the header, in any case.")
          @Required
          @Pattern("^[A-Za-z0-9!#$%&'*+.^_|~-]+$")
          @Size(min = 1, max = 128)
          String name,
      @JsonPropertyDescription("The value of the header.")
          @JsonProperty("equals")
          @Nullable
          @Size(max = 1024)
          String expected,
      @JsonPropertyDescription("An RE2 regular expression that the whole value has to match.")
          @Nullable
          @Size(min = 1, max = 1024)
          String matches,
      @JsonPropertyDescription("Whether the header has to be there or must not be.")
          @Nullable Boolean exists) {}

  /** A matcher for the body as text. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  @ValidationRule(
      value = "[has(self.contains), has(self.notContains), has(self.matches)].exists_one(set, set)",
      message = "set exactly one of contains, notContains, matches")
  public record Body(
      @JsonPropertyDescription("A text that has to occur in the body.")
          @Nullable
          @Size(min = 1, max = 1024)
          String contains,
      @JsonPropertyDescription("A text that must not occur in the body.")
          @Nullable
          @Size(min = 1, max = 1024)
          String notContains,
      @JsonPropertyDescription("An RE2 regular expression that has to match somewhere in the body.")
          @Nullable
          @Size(min = 1, max = 1024)
          String matches) {}
}
