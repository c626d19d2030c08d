// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1.servicelevelobjective;

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
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is counted, how much of it has to be good, and who is told when it is not.
 *
 * <p>What is absent gets the default of the schema here too, so that a spec that never went through
 * an API server means the same.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(Include.NON_EMPTY)
@ValidationRule(
    value = "double(self.targetPercent) > 0.0 && double(self.targetPercent) < 100.0",
    message =
        "targetPercent must be above 0 and below 100: with 100 there is no error budget to spend",
    fieldPath = ".targetPercent")
@ValidationRule(
    value =
        "duration(self.interval) >= duration('10s') && duration(self.interval) <= duration('1h')",
    message = "interval must be from 10s to 1h",
    fieldPath = ".interval")
@ValidationRule(
    value = "self.budgeting == 'Timeslices' || !has(self.timeslices)",
    message = "timeslices are of budgeting: Timeslices only",
    fieldPath = ".timeslices")
@ValidationRule(
    value = "!has(self.groupBy) || self.groupBy.all(a, self.groupBy.exists_one(b, a == b))",
    message = "groupBy names a label twice",
    fieldPath = ".groupBy")
@ValidationRule(
    value = "!has(self.groupBy) || !self.groupBy.exists(a, a in ['le', 'quantile', '__name__'])",
    message = "groupBy names le, quantile or __name__, expected a label that tells events apart",
    fieldPath = ".groupBy")
public record ServiceLevelObjectiveSpec(
    @JsonPropertyDescription(
            "Name of the service that the objective is of, the label service of its series and"
                + " alerts; by default the name of this resource.")
        @Nullable
        @Size(min = 1, max = 253)
        String service,
    @JsonPropertyDescription("What the objective means, for people.") @Nullable @Size(max = 4096)
        String description,
    @JsonPropertyDescription(
            "How much of all events has to be good, in percent: for instance \"99.9\".")
        @Required
        @Pattern("^[0-9]{1,3}([.][0-9]{1,6})?$")
        @Size(min = 1, max = 10)
        String targetPercent,
    @JsonPropertyDescription("The time that the target is meant for.")
        @Default("{\"rolling\": \"30d\"}")
        Window window,
    @JsonPropertyDescription("What is counted: exactly one kind.") @Required Indicator indicator,
    @JsonPropertyDescription(
            "Labels of the indicator's series; each combination of their values is a group with an"
                + " error budget of its own.")
        @Size(max = 8)
        List<@Pattern("^[a-zA-Z_][a-zA-Z0-9_]*$") @Size(min = 1, max = 128) String> groupBy,
    @JsonPropertyDescription(
            "How many groups are kept; series of further ones are left out, which the condition"
                + " DataAvailable tells.")
        @Default("100")
        @Min(1)
        @Max(1000)
        Integer maxGroups,
    @JsonPropertyDescription(
            "Occurrences: the budget is a number of bad events. Timeslices: it is a number of bad"
                + " slices of time.")
        @Default("Occurrences")
        Budgeting budgeting,
    @JsonPropertyDescription("Of budgeting Timeslices: when a slice is bad.")
        @Nullable Timeslices timeslices,
    @JsonPropertyDescription("Time between two evaluations, from 10s to 1h.")
        @Default("30s")
        @Pattern(Interval.PATTERN)
        @Size(min = 2, max = 32)
        Interval interval,
    @JsonPropertyDescription(
            "What minutes count as that have no sample of the indicator: not at all, as good, as"
                + " bad; with Freeze the budget stays as it is until there are samples again.")
        @Default("Ignore")
        AbsentData absentData,
    @JsonPropertyDescription("What alerts there are.") @Default("{}") Alerting alerting,
    @JsonPropertyDescription("Spans of time whose events do not count, in the past or to come.")
        @Size(max = 50)
        List<Exclusion> exclusions,
    @JsonPropertyDescription("What happens when the budget runs out, besides alerts.")
        @Nullable BudgetPolicy budgetPolicy,
    @JsonPropertyDescription("Reports that are made again and again.") @Size(max = 10)
        List<ReportSchedule> reports,
    @JsonPropertyDescription(
            "Stops the evaluation until set back to false; firing alerts resolve, what was counted"
                + " is kept.")
        @Default("false")
        boolean suspend,
    @JsonPropertyDescription("Who is told of alerts; without it the operator's default channel.")
        @JsonProperty("notify")
        @Nullable Notify notifies) {

  public ServiceLevelObjectiveSpec {
    window = Objects.requireNonNullElse(window, Window.DEFAULT);
    groupBy = groupBy == null ? List.of() : List.copyOf(groupBy);
    maxGroups = Objects.requireNonNullElse(maxGroups, 100);
    budgeting = Objects.requireNonNullElse(budgeting, Budgeting.OCCURRENCES);
    interval = Objects.requireNonNullElse(interval, new Interval("30s"));
    absentData = Objects.requireNonNullElse(absentData, AbsentData.IGNORE);
    alerting = Objects.requireNonNullElse(alerting, Alerting.DEFAULT);
    exclusions = exclusions == null ? List.of() : List.copyOf(exclusions);
    reports = reports == null ? List.of() : List.copyOf(reports);
  }

  /** What a budget is counted in. */
  public enum Budgeting {
    @JsonProperty("Occurrences")
    OCCURRENCES,
    @JsonProperty("Timeslices")
    TIMESLICES
  }

  /** What minutes without samples count as. */
  public enum AbsentData {
    @JsonProperty("Ignore")
    IGNORE,
    @JsonProperty("Good")
    GOOD,
    @JsonProperty("Bad")
    BAD,
    @JsonProperty("Freeze")
    FREEZE
  }
}
