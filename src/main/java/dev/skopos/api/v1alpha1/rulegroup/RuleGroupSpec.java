// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.rulegroup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.Interval;
import dev.skopos.api.v1alpha1.Notify;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which rules are evaluated together, and when.
 *
 * <p>What is absent gets the default of the schema here too, so that a spec that never went through
 * an API server means the same.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value =
        "duration(self.interval) >= duration('1s') && duration(self.interval) <= duration('24h')",
    message = "interval must be from 1s to 24h",
    fieldPath = ".interval")
@ValidationRule(
    value = "duration(self.queryOffset) <= duration('24h')",
    message = "queryOffset must be at most 24h",
    fieldPath = ".queryOffset")
@ValidationRule(
    value =
        "!has(self.labels) || self.labels.all(name, name.size() > 0 && name.size() <= 128 &&"
            + " !(name in ['__name__', 'skopos_namespace']))",
    message =
        "labels: a name has 1 to 128 characters; __name__ and skopos_namespace are set by Skopos",
    fieldPath = ".labels")
public record RuleGroupSpec(
    @JsonPropertyDescription(
            "The rules in the order of their evaluation, at most 200; each sees the results of"
                + " those before it.")
        @Required
        @Size(min = 1, max = 200)
        List<Rule> rules,
    @JsonPropertyDescription(
            "Time between two iterations, from 1s to 24h. An iteration that takes longer makes the"
                + " next ones be missed.")
        @Default("30s")
        @Pattern(Interval.PATTERN)
        @Size(min = 2, max = 32)
        Interval interval,
    @JsonPropertyDescription(
            "How far in the past the rules are evaluated and write their results, at most 24h; for"
                + " data that comes late.")
        @Default("0s")
        @Pattern(Interval.PATTERN)
        @Size(min = 2, max = 32)
        Interval queryOffset,
    @JsonPropertyDescription(
            "How many alerts or series each rule may give. An evaluation that gives more has"
                + " failed, and all stays as it was; 0 means any number.")
        @Default("0")
        @Min(0)
        @Max(100000)
        Integer limit,
    @JsonPropertyDescription("Labels of all rules; those of a rule itself go before.")
        @Size(max = 32)
        Map<String, @Size(max = 1024) String> labels,
    @JsonPropertyDescription(
            "Stops the evaluation until set back to false; firing alerts resolve and recorded"
                + " series end.")
        @Default("false")
        boolean suspend,
    @JsonPropertyDescription(
            "Who is told of the alerts of all rules; without it the operator's default channel.")
        @JsonProperty("notify")
        @Nullable Notify notifies) {

  public RuleGroupSpec {
    rules = rules == null ? List.of() : List.copyOf(rules);
    interval = Objects.requireNonNullElse(interval, new Interval("30s"));
    queryOffset = Objects.requireNonNullElse(queryOffset, new Interval("0s"));
    limit = Objects.requireNonNullElse(limit, 0);
    labels = labels == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(labels));
  }
}
