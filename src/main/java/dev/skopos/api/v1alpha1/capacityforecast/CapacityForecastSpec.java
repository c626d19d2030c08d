// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.capacityforecast;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.Interval;
import dev.skopos.api.v1alpha1.Notify;
import dev.skopos.api.v1alpha1.Period;
import io.fabric8.generator.annotation.Default;
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
 * What is looked at, how far ahead, and what counts as a risk.
 *
 * <p>What is absent gets the default of the schema here too, so that a spec that never went through
 * an API server means the same.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value =
        "duration(self.interval) >= duration('1m') && duration(self.interval) <= duration('24h')",
    message = "interval must be from 1m to 24h",
    fieldPath = ".interval")
@ValidationRule(
    value = "has(self.targetRef) || self.resources.all(r, has(r.usage))",
    message = "a resource without usage needs targetRef, which the usual metrics are found by",
    fieldPath = ".resources")
@ValidationRule(
    value = "self.resources.all(a, self.resources.exists_one(b, a.name == b.name))",
    message = "resources: a name is there twice",
    fieldPath = ".resources")
public record CapacityForecastSpec(
    @JsonPropertyDescription(
            "What the resources belong to; the usual metrics of it are used where a resource does"
                + " not name its own.")
        @Nullable TargetRef targetRef,
    @JsonPropertyDescription("How far the forecast goes, from 1d to 365d.")
        @Default("30d")
        @Pattern(Period.PATTERN)
        @Size(min = 2, max = 32)
        Period horizon,
    @JsonPropertyDescription(
            "How much of the past is learned from, from 7d to 400d; less when the store has less.")
        @Default("84d")
        @Pattern(Period.PATTERN)
        @Size(min = 2, max = 32)
        Period history,
    @JsonPropertyDescription("Time between two forecasts, from 1m to 24h.")
        @Default("1h")
        @Pattern(Interval.PATTERN)
        @Size(min = 2, max = 32)
        Interval interval,
    @JsonPropertyDescription("What may run out.") @Required @Size(min = 1, max = 20)
        List<CapacityResource> resources,
    @JsonPropertyDescription("When a risk is critical, high or medium; else it is low.")
        @Default("{}")
        Risk risk,
    @JsonPropertyDescription("What alerts there are.") @Default("{}") Alerting alerting,
    @JsonPropertyDescription("Stops the forecasts until set back to false; firing alerts resolve.")
        @Default("false")
        boolean suspend,
    @JsonPropertyDescription("Who is told of alerts; without it the operator's default channel.")
        @JsonProperty("notify")
        @Nullable Notify notifies) {

  public CapacityForecastSpec {
    horizon = Objects.requireNonNullElse(horizon, new Period("30d"));
    history = Objects.requireNonNullElse(history, new Period("84d"));
    interval = Objects.requireNonNullElse(interval, new Interval("1h"));
    resources = resources == null ? List.of() : List.copyOf(resources);
    risk = Objects.requireNonNullElse(risk, Risk.DEFAULT);
    alerting = Objects.requireNonNullElse(alerting, Alerting.DEFAULT);
  }

  /** What resources belong to. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record TargetRef(
      @JsonPropertyDescription("Kind of the object.") @Required Kind kind,
      @JsonPropertyDescription("Name of the object, in the namespace of this resource.")
          @Required
          @Size(min = 1, max = 253)
          @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
          String name) {}

  /** Kinds of objects whose usual metrics are known. */
  public enum Kind {
    @JsonProperty("Deployment")
    DEPLOYMENT,
    @JsonProperty("StatefulSet")
    STATEFUL_SET,
    @JsonProperty("DaemonSet")
    DAEMON_SET,
    @JsonProperty("PersistentVolumeClaim")
    PERSISTENT_VOLUME_CLAIM,
    @JsonProperty("Namespace")
    NAMESPACE,
    @JsonProperty("ResourceQuota")
    RESOURCE_QUOTA,
    @JsonProperty("Node")
    NODE
  }

  /** What is alerted of. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Alerting(
      @JsonPropertyDescription(
              "The risk from which on there is an alert for each resource: Critical, High or"
                  + " Medium; None: no alerts.")
          @Default("High")
          From from,
      @JsonPropertyDescription("Labels of the alerts. The values are templates.") @Size(max = 32)
          Map<String, @Size(max = 1024) String> labels,
      @JsonPropertyDescription("Texts of the alerts for people. The values are templates.")
          @Size(max = 32)
          Map<String, @Size(max = 4096) String> annotations) {

    static final Alerting DEFAULT = new Alerting(From.HIGH, Map.of(), Map.of());

    public Alerting {
      from = Objects.requireNonNullElse(from, From.HIGH);
      labels = labels == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(labels));
      annotations =
          annotations == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(annotations));
    }
  }

  /** The risk from which on there are alerts. */
  public enum From {
    @JsonProperty("Critical")
    CRITICAL,
    @JsonProperty("High")
    HIGH,
    @JsonProperty("Medium")
    MEDIUM,
    @JsonProperty("None")
    NONE
  }
}
