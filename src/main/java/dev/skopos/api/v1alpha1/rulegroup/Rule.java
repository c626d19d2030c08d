// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.rulegroup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.Period;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A rule of a group: it either records or alerts. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value = "has(self.record) != has(self.alert)",
    message = "a rule has exactly one of record and alert")
@ValidationRule(
    value =
        "has(self.alert) || !(has(self.__for__) || has(self.keepFiringFor) ||"
            + " has(self.annotations))",
    message =
        "for, keepFiringFor and annotations are of rules that alert, not of those that record")
@ValidationRule(
    value =
        "!has(self.labels) || self.labels.all(name, name.size() > 0 && name.size() <= 128 &&"
            + " !(name in ['__name__', 'skopos_namespace']))",
    message =
        "labels: a name has 1 to 128 characters; __name__ and skopos_namespace are set by Skopos",
    fieldPath = ".labels")
@ValidationRule(
    value =
        "!has(self.annotations) || self.annotations.all(name, name.size() > 0 && name.size() <="
            + " 128)",
    message = "annotations: a name has 1 to 128 characters",
    fieldPath = ".annotations")
public record Rule(
    @JsonPropertyDescription(
            "Name of the metric that the result is recorded as, for instance"
                + " job:http_requests:rate5m.")
        @Nullable
        @Size(min = 1, max = 253)
        @Pattern("^[^{}]*$")
        String record,
    @JsonPropertyDescription("Name of the alert, its label alertname.")
        @Nullable
        @Size(min = 1, max = 253)
        String alert,
    @JsonPropertyDescription(
            "PromQL. Each series that it gives is recorded, or is an alert: for instance"
                + " probe_success == 0.")
        @Required
        @Size(min = 1, max = 8192)
        String expr,
    @JsonPropertyDescription(
            "How long the expression has to hold before the alert fires, for instance 5m or 1d; 0s"
                + " when absent.")
        @JsonProperty("for")
        @Nullable
        @Pattern(Period.PATTERN)
        @Size(min = 2, max = 32)
        Period holdFor,
    @JsonPropertyDescription(
            "How long the alert goes on firing after the expression stopped to hold; 0s when"
                + " absent.")
        @Nullable
        @Pattern(Period.PATTERN)
        @Size(min = 2, max = 32)
        Period keepFiringFor,
    @JsonPropertyDescription(
            "Labels set on what the rule gives; one that is empty removes the label of the series."
                + " Of alerts the values are templates, and severity says how bad it is: critical,"
                + " high, error, medium, warning, low, info or none.")
        @Size(max = 32)
        Map<String, @Size(max = 1024) String> labels,
    @JsonPropertyDescription(
            "Texts of the alert for people, for instance summary and runbook_url. The values are"
                + " templates with {{ $labels.name }} and {{ $value }}.")
        @Size(max = 32)
        Map<String, @Size(max = 4096) String> annotations) {

  public Rule {
    labels = labels == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(labels));
    annotations =
        annotations == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(annotations));
  }
}
