// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.definition;

import static dev.skopos.slo.definition.InvalidObjectiveException.check;

import dev.skopos.model.ResourceId;
import dev.skopos.slo.count.Indicator;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An objective as its author wants it. Immutable; refuses with {@link InvalidObjectiveException}
 * what it cannot work with. Whether expressions and templates are valid is found out when it is
 * applied.
 *
 * @param service the label {@code service} of its series and alerts
 * @param targetPercent how much of all events has to be good; above 0 and below 100
 * @param groupBy labels of the indicator's series; each combination of their values has a budget of
 *     its own
 * @param maxGroups how many groups are looked at; more are a problem of the snapshot
 * @param interval time between two evaluations, from 1 s to 1 h
 * @param policy null: none
 * @param channels where its alerts go; empty: to the default channel
 * @param suspend whether it is at rest
 */
public record ObjectiveDefinition(
    ResourceId id,
    String service,
    BigDecimal targetPercent,
    Window window,
    Indicator indicator,
    List<String> groupBy,
    int maxGroups,
    Budgeting budgeting,
    Duration interval,
    AbsentData absentData,
    Alerting alerting,
    List<Exclusion> exclusions,
    @Nullable BudgetPolicy policy,
    List<ResourceId> channels,
    boolean suspend) {

  /** The kind of the resources that objectives come from. */
  public static final String KIND = "ServiceLevelObjective";

  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);
  private static final int MOST_EXCLUSIONS = 2_000;
  private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);

  public ObjectiveDefinition {
    check(
        targetPercent.signum() > 0 && targetPercent.compareTo(Percent.ALL) < 0,
        "targetPercent",
        "%s, expected more than 0 and less than 100: with 100 there is no budget to spend",
        targetPercent.toPlainString());
    check(
        interval.compareTo(Duration.ofSeconds(1)) >= 0 && interval.compareTo(LONGEST_INTERVAL) <= 0,
        "interval",
        "%s, expected from 1s to 1h",
        LengthText.of(interval));
    check(maxGroups > 0, "maxGroups", "%s, expected at least 1", maxGroups);
    groupBy = List.copyOf(groupBy);
    exclusions = List.copyOf(exclusions);
    channels = List.copyOf(channels);
    checkGroups(groupBy);
    checkTiers(alerting, window);
    checkExclusions(exclusions, window);
  }

  /** Each evaluation goes through all of them, for each group. */
  private static void checkExclusions(List<Exclusion> exclusions, Window window) {
    int times = 0;
    for (Exclusion exclusion : exclusions) {
      times +=
          switch (exclusion) {
            case Exclusion.OneOff _ -> 1;
            case Exclusion.Recurring recurring ->
                recurring.window().frequency(window.nominalLength(), MOST_EXCLUSIONS + 1);
          };
      check(
          times <= MOST_EXCLUSIONS,
          Exclusion.FIELD,
          "more than %d times within the window of %s, expected fewer and longer ones",
          MOST_EXCLUSIONS,
          LengthText.of(window.nominalLength()));
    }
  }

  /** These tell the parts of one event apart, such as the buckets of a histogram. */
  private static final Set<String> NO_GROUPS = Set.of("__name__", "le", "quantile");

  private static void checkGroups(List<String> groupBy) {
    check(
        new HashSet<>(groupBy).size() == groupBy.size(),
        "groupBy",
        "names a label twice: %s",
        groupBy);
    for (String label : groupBy) {
      check(
          !Alerting.OWN_LABELS.contains(label),
          "groupBy",
          "%s, expected a label that the series of objectives do not have of their own",
          label);
      check(
          !NO_GROUPS.contains(label),
          "groupBy",
          "%s, expected a label that tells events apart: what this one does belongs together",
          label);
    }
  }

  private static void checkTiers(Alerting alerting, Window window) {
    if (alerting.tiers() instanceof Alerting.Tiers.Custom(List<BurnTier> tiers)) {
      Duration length = window.nominalLength();
      @Nullable BigDecimal before = null;
      for (BurnTier tier : tiers) {
        check(
            tier.longWindow().compareTo(length) <= 0,
            "alerting.tiers.longWindow",
            "%s of tier %s, expected at most the window of the objective, %s",
            LengthText.of(tier.longWindow()),
            tier.name(),
            LengthText.of(length));
        BigDecimal factor = tier.factor(length);
        check(
            before == null || factor.compareTo(before) <= 0,
            "alerting.tiers",
            "tier %s has the factor %s, expected at most that of the tier before: the fastest"
                + " first",
            tier.name(),
            Percent.text(factor));
        before = factor;
      }
    }
  }

  /** How much of all events may be bad, as a share. */
  public BigDecimal budgetRatio() {
    return Percent.ratio(Percent.ALL.subtract(targetPercent));
  }

  /** How much of all events has to be good, as a share. */
  public BigDecimal targetRatio() {
    return Percent.ratio(targetPercent);
  }
}
