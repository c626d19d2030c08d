// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.capacityforecast;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.skopos.api.v1alpha1.Interval;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One thing that may run out. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value = "!(self.type in ['Custom', 'APIQuota']) || (has(self.usage) && has(self.limit))",
    message = "Custom and APIQuota need usage and limit",
    fieldPath = ".type")
@ValidationRule(
    value = "self.type == 'APIQuota' || !(has(self.resetPeriod) || has(self.resetCalendar))",
    message = "resetPeriod and resetCalendar are of type APIQuota",
    fieldPath = ".resetPeriod")
@ValidationRule(
    value = "self.type != 'APIQuota' || has(self.resetPeriod) != has(self.resetCalendar)",
    message = "APIQuota needs exactly one of resetPeriod, resetCalendar",
    fieldPath = ".resetPeriod")
public record CapacityResource(
    @JsonPropertyDescription("Name of the resource, each once, for instance data.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        String name,
    @JsonPropertyDescription("What it is; it decides how hours are made of samples.") @Required
        Type type,
    @JsonPropertyDescription(
            "What is used; by default the usual metrics of targetRef: those of the kubelet, of"
                + " cAdvisor, of kube-state-metrics and of postgres_exporter.")
        @Nullable Series usage,
    @JsonPropertyDescription(
            "What there is; by default from the usual metrics of targetRef, else from the object"
                + " itself.")
        @Nullable Limit limit,
    @JsonPropertyDescription(
            "How the samples of an hour become one value; by default Max for Storage, Memory and"
                + " DatabaseConnections, P95 for CPU, Last for APIQuota, Mean for Custom.")
        @Nullable Aggregation aggregation,
    @JsonPropertyDescription(
            "Of an APIQuota: after which time the usage begins anew at 0, counted from midnight"
                + " UTC, for instance 1h or 24h.")
        @Nullable
        @Pattern(Interval.PATTERN)
        @Size(min = 2, max = 32)
        Interval resetPeriod,
    @JsonPropertyDescription(
            "Of an APIQuota whose usage begins anew at 0 with each day, week, month, quarter or"
                + " year of a time zone.")
        @Nullable ResetCalendar resetCalendar) {

  /** When the usage of a quota begins anew. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record ResetCalendar(
      @JsonPropertyDescription("Day, Week (from Monday on), Month, Quarter or Year.") @Required
          Unit unit,
      @JsonPropertyDescription("Time zone whose days count, for instance Europe/Berlin.")
          @Default("UTC")
          @Size(min = 1, max = 64)
          String timeZone) {

    public ResetCalendar {
      timeZone = Objects.requireNonNullElse(timeZone, "UTC");
    }
  }

  /** A unit of the calendar. */
  public enum Unit {
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

  /** What a resource is. */
  public enum Type {
    @JsonProperty("Storage")
    STORAGE,
    @JsonProperty("Memory")
    MEMORY,
    @JsonProperty("CPU")
    CPU,
    @JsonProperty("DatabaseConnections")
    DATABASE_CONNECTIONS,
    @JsonProperty("APIQuota")
    API_QUOTA,
    @JsonProperty("Custom")
    CUSTOM
  }

  /** How samples of an hour become one value. */
  public enum Aggregation {
    @JsonProperty("Max")
    MAX,
    @JsonProperty("Mean")
    MEAN,
    @JsonProperty("P95")
    P95,
    @JsonProperty("Last")
    LAST
  }

  /** A series. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Series(
      @JsonPropertyDescription("PromQL that gives one series.") @Required @Size(min = 1, max = 4096)
          String expr) {}

  /** What there is: a series, so that a change in the past or to come counts, or a number. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  @ValidationRule(
      value = "has(self.expr) != has(self.quantity)",
      message = "set exactly one of expr, quantity")
  public record Limit(
      @JsonPropertyDescription("PromQL that gives one series.") @Nullable @Size(min = 1, max = 4096)
          String expr,
      @JsonPropertyDescription("A quantity of Kubernetes, for instance 100Gi, 2500m or 400.")
          @Nullable
          @Pattern("^[0-9]{1,18}([.][0-9]{1,9})?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$")
          @Size(min = 1, max = 32)
          String quantity) {}
}
