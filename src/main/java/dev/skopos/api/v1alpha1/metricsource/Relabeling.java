// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.metricsource;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One step of relabeling, with the meaning and the defaults that it has in Prometheus 3. Texts that
 * are empty mean something else than the default, so they are written.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_NULL)
@ValidationRule(
    value =
        "!(self.action in ['replace', 'hashmod', 'lowercase', 'uppercase', 'keepequal',"
            + " 'dropequal']) || (has(self.targetLabel) && self.targetLabel != '')",
    message =
        "action replace, hashmod, lowercase, uppercase, keepequal, dropequal: set targetLabel",
    fieldPath = ".targetLabel")
@ValidationRule(
    value = "(self.action == 'hashmod') == has(self.modulus)",
    message = "modulus belongs to action hashmod, which needs it",
    fieldPath = ".modulus")
public record Relabeling(
    @JsonPropertyDescription("What the step does.") @Default("replace") Action action,
    @JsonPropertyDescription("Labels whose values are joined to the text that regex looks at.")
        @Size(max = 32)
        List<@Size(min = 1, max = 256) String> sourceLabels,
    @JsonPropertyDescription("What stands between the joined values.") @Default(";") @Size(max = 64)
        String separator,
    @JsonPropertyDescription("Regular expression (RE2) that has to match the whole text.")
        @Default("(.*)")
        @Size(max = 4096)
        String regex,
    @JsonPropertyDescription("What hashmod divides by.") @Nullable @Min(1) @Max(1_000_000_000)
        Long modulus,
    @JsonPropertyDescription("Label that is written; may hold groups of regex, such as $1.")
        @Nullable
        @Size(max = 256)
        String targetLabel,
    @JsonPropertyDescription("What is written; may hold groups of regex, such as $1.")
        @Default("$1")
        @Size(max = 1024)
        String replacement) {

  public Relabeling {
    action = Objects.requireNonNullElse(action, Action.REPLACE);
    sourceLabels = sourceLabels == null ? List.of() : List.copyOf(sourceLabels);
    separator = Objects.requireNonNullElse(separator, ";");
    regex = Objects.requireNonNullElse(regex, "(.*)");
    replacement = Objects.requireNonNullElse(replacement, "$1");
  }

  /** What a step does. */
  public enum Action {
    @JsonProperty("replace")
    REPLACE,
    @JsonProperty("keep")
    KEEP,
    @JsonProperty("drop")
    DROP,
    @JsonProperty("keepequal")
    KEEP_EQUAL,
    @JsonProperty("dropequal")
    DROP_EQUAL,
    @JsonProperty("hashmod")
    HASH_MOD,
    @JsonProperty("labelmap")
    LABEL_MAP,
    @JsonProperty("labeldrop")
    LABEL_DROP,
    @JsonProperty("labelkeep")
    LABEL_KEEP,
    @JsonProperty("lowercase")
    LOWERCASE,
    @JsonProperty("uppercase")
    UPPERCASE
  }
}
