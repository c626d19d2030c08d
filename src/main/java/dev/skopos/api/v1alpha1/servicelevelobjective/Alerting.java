// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.servicelevelobjective;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What alerts an objective raises. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value = "!has(self.tiers) || !has(self.preset)",
    message = "set preset or tiers, not both",
    fieldPath = ".tiers")
@ValidationRule(
    value =
        "!has(self.labels) || self.labels.all(name,"
            + " name.size() <= 128 && name.matches('^[a-zA-Z_][a-zA-Z0-9_]*$'))",
    message = "labels: a name has letters, digits and underscores and is at most 128 long",
    fieldPath = ".labels")
@ValidationRule(
    value =
        "!has(self.annotations) || self.annotations.all(name,"
            + " name.size() <= 128 && name.matches('^[a-zA-Z_][a-zA-Z0-9_]*$'))",
    message = "annotations: a name has letters, digits and underscores and is at most 128 long",
    fieldPath = ".annotations")
public record Alerting(
    @JsonPropertyDescription(
            "Burn-rate alerts: GoogleSRE (30 d: 5m/1h, 30m/6h, 2h/1d, 6h/3d), Pyrra or None."
                + " GoogleSRE when neither this nor tiers is set.")
        @Nullable Preset preset,
    @JsonPropertyDescription("Burn-rate alerts of one's own, the fastest first.") @Size(max = 8)
        List<Tier> tiers,
    @JsonPropertyDescription(
            "A burn-rate alert needs so many bad events in its long window; against one failure"
                + " that pages when there are few requests.")
        @Default("0")
        @Min(0)
        @Max(1_000_000_000)
        Integer minFailures,
    @JsonPropertyDescription("A burn-rate alert needs so many events in its long window.")
        @Default("0")
        @Min(0)
        @Max(1_000_000_000)
        Integer minEvents,
    @JsonPropertyDescription("Alerts of what is left of the budget.") @Size(max = 8)
        List<BudgetAlert> budget,
    @JsonPropertyDescription("An alert for as long as the objective is not met.")
        @Nullable SeverityOnly violation,
    @JsonPropertyDescription("An alert when the indicator has no samples.")
        @Nullable AbsentAlert absent,
    @JsonPropertyDescription(
            "Labels of all alerts of the objective, in addition to its own. The values are"
                + " templates.")
        @Size(max = 32)
        Map<String, @Size(max = 1024) String> labels,
    @JsonPropertyDescription(
            "Texts for people, for instance runbook_url, in addition to summary and description or"
                + " in their place. The values are templates.")
        @Size(max = 32)
        Map<String, @Size(max = 4096) String> annotations) {

  static final Alerting DEFAULT =
      new Alerting(null, List.of(), 0, 0, List.of(), null, null, Map.of(), Map.of());

  public Alerting {
    tiers = tiers == null ? List.of() : List.copyOf(tiers);
    minFailures = Objects.requireNonNullElse(minFailures, 0);
    minEvents = Objects.requireNonNullElse(minEvents, 0);
    budget = budget == null ? List.of() : List.copyOf(budget);
    labels = labels == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(labels));
    annotations =
        annotations == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(annotations));
  }

  /** Burn-rate alerts that are known by a name. */
  public enum Preset {
    @JsonProperty("GoogleSRE")
    GOOGLE_SRE,
    @JsonProperty("Pyrra")
    PYRRA,
    @JsonProperty("None")
    NONE
  }

  /** A burn-rate alert: both windows have to burn faster than the factor. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  @ValidationRule(
      value = "has(self.factor) != has(self.budgetPercent)",
      message = "set exactly one of factor, budgetPercent")
  public record Tier(
      @JsonPropertyDescription("Name of the tier, the label tier of its alert.")
          @Required
          @Size(min = 1, max = 63)
          @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
          String name,
      @JsonPropertyDescription("The window that ends the alert soon; at least 1m.")
          @Required
          @Pattern(Period.PATTERN)
          @Size(min = 2, max = 32)
          Period shortWindow,
      @JsonPropertyDescription("The window that shows that it matters.")
          @Required
          @Pattern(Period.PATTERN)
          @Size(min = 2, max = 32)
          Period longWindow,
      @JsonPropertyDescription(
              "How many times faster than the target allows, for instance \"14.4\".")
          @Nullable
          @Pattern("^[0-9]{1,6}([.][0-9]{1,6})?$")
          @Size(min = 1, max = 16)
          String factor,
      @JsonPropertyDescription(
              "Instead of factor: how much of the whole budget the long window spends, in percent,"
                  + " for instance \"2\".")
          @Nullable
          @Pattern("^[0-9]{1,3}([.][0-9]{1,6})?$")
          @Size(min = 1, max = 10)
          String budgetPercent,
      @JsonPropertyDescription("How long it has to burn so before the alert fires.")
          @JsonProperty("for")
          @Default("0s")
          @Pattern(Period.PATTERN)
          @Size(min = 2, max = 32)
          Period holdFor,
      @JsonPropertyDescription("How bad the alert is.") @Required Severity severity) {

    public Tier {
      holdFor = Objects.requireNonNullElse(holdFor, new Period("0s"));
    }
  }

  /** An alert of what is left of the budget: exactly one kind. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  @ValidationRule(
      value =
          "[has(self.remainingBelowPercent), has(self.exhausted), has(self.exhaustedWithin)]"
              + ".filter(one, one).size() == 1",
      message = "set exactly one of remainingBelowPercent, exhausted, exhaustedWithin")
  public record BudgetAlert(
      @JsonPropertyDescription("Less than this is left of the budget, in percent.")
          @Nullable
          @Pattern("^[0-9]{1,3}([.][0-9]{1,6})?$")
          @Size(min = 1, max = 10)
          String remainingBelowPercent,
      @JsonPropertyDescription("Nothing is left of the budget.") @Nullable Boolean exhausted,
      @JsonPropertyDescription(
              "At the present rate nothing will be left after this time, for instance 3d.")
          @Nullable
          @Pattern(Period.PATTERN)
          @Size(min = 2, max = 32)
          Period exhaustedWithin,
      @JsonPropertyDescription("How bad the alert is.") @Default("warning") Severity severity) {

    public BudgetAlert {
      severity = Objects.requireNonNullElse(severity, Severity.WARNING);
    }
  }

  /** How bad an alert is. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record SeverityOnly(
      @JsonPropertyDescription("How bad the alert is.") @Default("warning") Severity severity) {

    public SeverityOnly {
      severity = Objects.requireNonNullElse(severity, Severity.WARNING);
    }
  }

  /** An alert when there are no samples. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(Include.NON_EMPTY)
  public record AbsentAlert(
      @JsonPropertyDescription("How long there have to be none.")
          @JsonProperty("for")
          @Default("10m")
          @Pattern(Period.PATTERN)
          @Size(min = 2, max = 32)
          Period holdFor,
      @JsonPropertyDescription("How bad the alert is.") @Default("warning") Severity severity) {

    public AbsentAlert {
      holdFor = Objects.requireNonNullElse(holdFor, new Period("10m"));
      severity = Objects.requireNonNullElse(severity, Severity.WARNING);
    }
  }
}
