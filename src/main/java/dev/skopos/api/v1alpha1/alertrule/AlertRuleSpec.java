// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.alertrule;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.Interval;
import dev.skopos.api.v1alpha1.Notify;
import dev.skopos.api.v1alpha1.Period;
import dev.skopos.api.v1alpha1.Severity;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When an alert is raised and who is told.
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
    value =
        "!has(self.labels) || self.labels.all(name,"
            + " name.size() <= 128 && name.matches('^[a-zA-Z_][a-zA-Z0-9_]*$'))",
    message = "labels: a name has letters, digits and underscores and is at most 128 long",
    fieldPath = ".labels")
@ValidationRule(
    value =
        "!has(self.labels) || !self.labels.exists(name,"
            + " name in ['alertname', 'severity', 'skopos_namespace'] || name.startsWith('__'))",
    message =
        "labels: alertname, severity and skopos_namespace are set by Skopos (see alertName and"
            + " severity), and names that begin with __ are reserved",
    fieldPath = ".labels")
@ValidationRule(
    value =
        "!has(self.annotations) || self.annotations.all(name,"
            + " name.size() <= 128 && name.matches('^[a-zA-Z_][a-zA-Z0-9_]*$'))",
    message = "annotations: a name has letters, digits and underscores and is at most 128 long",
    fieldPath = ".annotations")
@ValidationRule(
    value = "!(has(self.anomaly) && has(self.trend))",
    message = "set at most one of anomaly, trend")
public record AlertRuleSpec(
    @JsonPropertyDescription(
            "Name of the alert, its label alertname; by default the name of this resource.")
        @Nullable
        @Size(min = 1, max = 253)
        String alertName,
    @JsonPropertyDescription(
            "PromQL; each series that it gives is an alert, for instance probe_success == 0. With"
                + " anomaly or trend it gives the values to be judged.")
        @Required
        @Size(min = 1, max = 8192)
        String expr,
    @JsonPropertyDescription(
            "Alerts for the series whose values are out of the ordinary: strange in three of the"
                + " newest five evaluations.")
        @Nullable Anomaly anomaly,
    @JsonPropertyDescription(
            "Alerts for the series whose level goes up or down, daily and weekly patterns aside.")
        @Nullable Trend trend,
    @JsonPropertyDescription("How bad the alert is, the worst first; its label severity.")
        @Default("warning")
        Severity severity,
    @JsonPropertyDescription(
            "How long the expression has to hold before the alert fires, for instance 5m or 1d.")
        @JsonProperty("for")
        @Default("0s")
        @Pattern(Period.PATTERN)
        @Size(min = 2, max = 32)
        Period holdFor,
    @JsonPropertyDescription(
            "How long the alert goes on firing after the expression stopped to hold.")
        @Default("0s")
        @Pattern(Period.PATTERN)
        @Size(min = 2, max = 32)
        Period keepFiringFor,
    @JsonPropertyDescription("Time between two evaluations, from 1s to 24h.")
        @Default("30s")
        @Pattern(Interval.PATTERN)
        @Size(min = 2, max = 32)
        Interval interval,
    @JsonPropertyDescription(
            "Labels of the alert, in addition to those of the series. The values are templates; one"
                + " that is empty removes the label of the series.")
        @Size(max = 32)
        Map<String, @Size(max = 1024) String> labels,
    @JsonPropertyDescription(
            "Texts for people, for instance summary and runbook_url. The values are templates with"
                + " {{ $labels.name }} and {{ $value }}. Alerts of anomaly and trend have a summary"
                + " when none is given.")
        @Size(max = 32)
        Map<String, @Size(max = 4096) String> annotations,
    @JsonPropertyDescription(
            "How many alerts may be pending or firing. An evaluation that gives more has failed,"
                + " and the alerts stay as they were; 0 means any number.")
        @Default("0")
        @Min(0)
        @Max(100000)
        Integer limit,
    @JsonPropertyDescription("Stops the evaluation until set back to false; firing alerts resolve.")
        @Default("false")
        boolean suspend,
    @JsonPropertyDescription("Who is told; without it the operator's default channel.")
        @JsonProperty("notify")
        @Nullable Notify notifies) {

  public AlertRuleSpec {
    severity = Objects.requireNonNullElse(severity, Severity.WARNING);
    holdFor = Objects.requireNonNullElse(holdFor, new Period("0s"));
    keepFiringFor = Objects.requireNonNullElse(keepFiringFor, new Period("0s"));
    interval = Objects.requireNonNullElse(interval, new Interval("30s"));
    limit = Objects.requireNonNullElse(limit, 0);
    labels = labels == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(labels));
    annotations =
        annotations == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(annotations));
  }
}
