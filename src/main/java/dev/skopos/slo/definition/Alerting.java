// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.definition;

import static dev.skopos.slo.definition.InvalidObjectiveException.check;

import dev.skopos.model.Severity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What alerts an objective raises. Immutable.
 *
 * @param minFailures a burn-rate alert needs so many bad events in its long window
 * @param minEvents a burn-rate alert needs so many events in its long window
 * @param budget alerts of what is left of the budget
 * @param violation severity of an alert for as long as the objective is not met, which the notifier
 *     repeats as any other; null: none
 * @param absent an alert when there are no samples; null: none
 * @param labels of all alerts, in addition to those of the objective; templates
 * @param annotations in addition to summary and description or in their place; templates
 */
public record Alerting(
    Tiers tiers,
    int minFailures,
    int minEvents,
    List<BudgetAlert> budget,
    @Nullable Severity violation,
    @Nullable AbsentAlert absent,
    SortedMap<String, String> labels,
    SortedMap<String, String> annotations) {

  /** Labels that series and alerts of objectives have of their own. */
  static final Set<String> OWN_LABELS =
      Set.of("objective", "skopos_namespace", "window", "tier", "severity", "alertname", "state");

  /** The burn-rate alerts of Google's book and nothing else. */
  public static final Alerting DEFAULT =
      new Alerting(
          Tiers.Preset.GOOGLE_SRE, 0, 0, List.of(), null, null, new TreeMap<>(), new TreeMap<>());

  public Alerting {
    check(minFailures >= 0, "alerting.minFailures", "%s, expected 0 or more", minFailures);
    check(minEvents >= 0, "alerting.minEvents", "%s, expected 0 or more", minEvents);
    budget = List.copyOf(budget);
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    for (String name : labels.keySet()) {
      check(
          !OWN_LABELS.contains(name) && !name.equals("service"),
          "alerting.labels." + name,
          "not to be set, as it says what the alert is of");
    }
  }

  /** Alerts without texts of one's own. */
  public static Alerting of(Tiers tiers, BudgetAlert... budget) {
    return new Alerting(tiers, 0, 0, List.of(budget), null, null, new TreeMap<>(), new TreeMap<>());
  }

  /** The same with an alert of the objective not being met. */
  public Alerting withViolation(Severity severity) {
    return new Alerting(
        tiers, minFailures, minEvents, budget, severity, absent, labels, annotations);
  }

  /** The same with an alert when there are no samples. */
  public Alerting withAbsent(AbsentAlert alert) {
    return new Alerting(
        tiers, minFailures, minEvents, budget, violation, alert, labels, annotations);
  }

  /** The same that needs so many bad events and events. */
  public Alerting withLeast(int failures, int events) {
    return new Alerting(tiers, failures, events, budget, violation, absent, labels, annotations);
  }

  /** The same with labels and annotations of one's own. */
  public Alerting withTexts(Map<String, String> moreLabels, Map<String, String> texts) {
    return new Alerting(
        tiers,
        minFailures,
        minEvents,
        budget,
        violation,
        absent,
        new TreeMap<>(moreLabels),
        new TreeMap<>(texts));
  }

  /** Burn-rate alerts. */
  public sealed interface Tiers {

    /** Alerts that are known by a name. */
    enum Preset implements Tiers {
      /**
       * Those of Google's workbook for 30 days: 14.4 in 5 m and 1 h, 6 in 30 m and 6 h, 3 in 2 h
       * and 1 d, 1 in 6 h and 3 d. For another window the factors are such that the alert comes
       * with the same share of the budget spent.
       */
      GOOGLE_SRE,
      /**
       * As Pyrra generates them: the windows for 28 days scaled to the objective's and rounded to
       * minutes, the factors 14, 7, 2 and 1.
       */
      PYRRA
    }

    /**
     * Alerts of one's own; none: an empty list.
     *
     * @param tiers the fastest first
     */
    record Custom(List<BurnTier> tiers) implements Tiers {
      public Custom {
        tiers = List.copyOf(tiers);
        long names = tiers.stream().map(BurnTier::name).distinct().count();
        check(names == tiers.size(), "alerting.tiers.name", "a name that two tiers have");
      }
    }
  }

  /** An alert of what is left of the budget. */
  public sealed interface BudgetAlert {

    Severity severity();

    /** Less than this is left. */
    record RemainingBelow(BigDecimal percent, Severity severity) implements BudgetAlert {
      public RemainingBelow {
        check(
            percent.signum() > 0 && percent.compareTo(Percent.ALL) <= 0,
            "alerting.budget.remainingBelowPercent",
            "%s, expected more than 0 and at most 100",
            percent.toPlainString());
      }
    }

    /** Nothing is left. */
    record Exhausted(Severity severity) implements BudgetAlert {}

    /** At the present rate nothing will be left after this time. */
    record ExhaustedWithin(Duration time, Severity severity) implements BudgetAlert {
      public ExhaustedWithin {
        check(
            time.isPositive(),
            "alerting.budget.exhaustedWithin",
            "%s, expected more than 0s",
            LengthText.of(time));
      }
    }
  }

  /**
   * An alert when there are no samples.
   *
   * @param after how long there have to be none; at least 1 m
   */
  public record AbsentAlert(Duration after, Severity severity) {
    public AbsentAlert {
      check(
          after.toMinutes() >= 1,
          "alerting.absent.for",
          "%s, expected at least 1m",
          LengthText.of(after));
    }
  }
}
