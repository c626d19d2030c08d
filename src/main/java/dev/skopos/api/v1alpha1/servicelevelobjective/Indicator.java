// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.servicelevelobjective;

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

/** What an objective counts: exactly one kind. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value =
        "[has(self.ratio), has(self.latency), has(self.boolGauge), has(self.check),"
            + " has(self.expression), has(self.threshold)].filter(one, one).size() == 1",
    message = "set exactly one of ratio, latency, boolGauge, check, expression, threshold")
public record Indicator(
    @JsonPropertyDescription("Bad or good events among all, counted by counters.")
        @Nullable Ratio ratio,
    @JsonPropertyDescription("Observations of a histogram: slow ones are bad.")
        @Nullable Latency latency,
    @JsonPropertyDescription(
            "Gauges that are 1 when all is well, for instance probe_success; each sample is an"
                + " event.")
        @Nullable BoolGauge boolGauge,
    @JsonPropertyDescription("Results of a HealthCheck of the same namespace.")
        @Nullable Check check,
    @JsonPropertyDescription(
            "PromQL that gives the share of good events; each evaluation is an event.")
        @Nullable Expression expression,
    @JsonPropertyDescription(
            "Gauges with a limit; each sample is an event, and good while the comparison holds.")
        @Nullable Threshold threshold) {

  /** Counted events. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  @ValidationRule(
      value = "has(self.errors) != has(self.good)",
      message = "set exactly one of errors, good")
  public record Ratio(
      @JsonPropertyDescription(
              "Bad events: the selector of counters, or PromQL with $window for the range, for"
                  + " instance sum by (route) (increase(errors_total[$window])).")
          @Nullable
          @Size(min = 1, max = 4096)
          String errors,
      @JsonPropertyDescription("Good events instead of bad ones, written alike.")
          @Nullable
          @Size(min = 1, max = 4096)
          String good,
      @JsonPropertyDescription("All events, written alike.") @Required @Size(min = 1, max = 4096)
          String total) {}

  /** How long something took. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  @ValidationRule(
      value = "duration(self.threshold) > duration('0s')",
      message = "threshold must be positive",
      fieldPath = ".threshold")
  public record Latency(
      @JsonPropertyDescription(
              "Selector of a histogram in seconds, classic (without _bucket) or native, for"
                  + " instance http_request_duration_seconds{job=\"checkout\"}.")
          @Required
          @Size(min = 1, max = 4096)
          String histogram,
      @JsonPropertyDescription(
              "What takes longer is bad; a classic histogram needs a bucket with this bound.")
          @Required
          @Pattern(Interval.PATTERN)
          @Size(min = 2, max = 32)
          Interval threshold) {}

  /** Gauges of 0 and 1. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record BoolGauge(
      @JsonPropertyDescription("Selector of the gauges.") @Required @Size(min = 1, max = 4096)
          String metric) {}

  /** A HealthCheck. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Check(
      @JsonPropertyDescription("Name of the HealthCheck, in the namespace of this resource.")
          @Required
          @Size(min = 1, max = 253)
          @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
          String name,
      @JsonPropertyDescription("Whether a degraded result counts as good.") @Default("Good")
          Degraded degraded) {

    public Check {
      degraded = Objects.requireNonNullElse(degraded, Degraded.GOOD);
    }
  }

  /** What a degraded result counts as. */
  public enum Degraded {
    @JsonProperty("Good")
    GOOD,
    @JsonProperty("Bad")
    BAD
  }

  /** A share that PromQL computes. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Expression(
      @JsonPropertyDescription("PromQL that gives the share of good events, from 0 to 1.")
          @Required
          @Size(min = 1, max = 4096)
          String good) {}

  /** Gauges with a limit. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record Threshold(
      @JsonPropertyDescription("Selector of the gauges.") @Required @Size(min = 1, max = 4096)
          String metric,
      @JsonPropertyDescription("How a good value compares with the limit.") @Required
          Operator operator,
      @JsonPropertyDescription("The limit, for instance \"0.75\".")
          @Required
          @Pattern("^[+-]?[0-9]{1,18}([.][0-9]{1,9})?$")
          @Size(min = 1, max = 32)
          String value) {}

  /** How a value is compared. */
  public enum Operator {
    @JsonProperty("<")
    LESS,
    @JsonProperty("<=")
    LESS_OR_EQUAL,
    @JsonProperty(">")
    GREATER,
    @JsonProperty(">=")
    GREATER_OR_EQUAL
  }
}
