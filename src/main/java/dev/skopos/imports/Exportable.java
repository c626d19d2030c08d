// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.servicelevelobjective.Alerting;
import dev.skopos.api.v1alpha1.servicelevelobjective.Alerting.Preset;
import dev.skopos.api.v1alpha1.servicelevelobjective.Indicator;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveSpec;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveSpec.AbsentData;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveSpec.Budgeting;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An objective that rules can be made of, with all that presets leave open.
 *
 * @param target as a share of 1
 * @param tiers its burn-rate alerts, the fastest first; may be empty
 */
record Exportable(Objective objective, BigDecimal target, Duration window, List<BurnTier> tiers) {

  Exportable {
    tiers = List.copyOf(tiers);
  }

  String name() {
    return objective.name();
  }

  ServiceLevelObjectiveSpec spec() {
    return objective.spec();
  }

  Alerting alerting() {
    return spec().alerting();
  }

  /** Labels of alerts that are texts: recorded series have no templates. */
  Map<String, String> plainLabels() {
    Map<String, String> labels = new TreeMap<>(alerting().labels());
    labels.values().removeIf(value -> value.contains("{{"));
    return labels;
  }

  /** The share of events that may be bad. */
  BigDecimal budget() {
    return BigDecimal.ONE.subtract(target).stripTrailingZeros();
  }

  /** The objective in the document, whose fields are named in what is refused or lost. */
  static Exportable of(Objective objective, Fields spec) {
    ServiceLevelObjectiveSpec what = objective.spec();
    if (what.budgeting() == Budgeting.TIMESLICES) {
      throw spec.refuse("budgeting", "rules cannot count slices of time");
    }
    if (what.window().rolling() == null) {
      throw spec.refuse("window", "rules cannot have windows of the calendar");
    }
    if (kinds(what.indicator()) != 1) {
      throw spec.refuse("indicator", "expected exactly one kind");
    }
    Duration window = Periods.window(spec, "window", what.window().rolling().text()).toDuration();
    reportLost(what, spec);
    BigDecimal target =
        new BigDecimal(Percents.percent(spec, "targetPercent"))
            .movePointLeft(2)
            .stripTrailingZeros();
    return new Exportable(objective, target, window, tiers(what.alerting(), window, spec));
  }

  private static long kinds(@Nullable Indicator indicator) {
    return indicator == null
        ? 0
        : Stream.of(
                indicator.ratio(),
                indicator.latency(),
                indicator.boolGauge(),
                indicator.check(),
                indicator.expression(),
                indicator.threshold())
            .filter(Objects::nonNull)
            .count();
  }

  private static void reportLost(ServiceLevelObjectiveSpec what, Fields spec) {
    lost(spec, what.description() != null, "description", "rules have none");
    lost(spec, what.absentData() != AbsentData.IGNORE, "absentData", "rules ignore gaps");
    lost(spec, what.budgetPolicy() != null, "budgetPolicy", "rules have none");
    lost(spec, !what.reports().isEmpty(), "reports", "rules make none");
    lost(spec, what.notifies() != null, "notify", "Alertmanager decides who is told");
    lost(spec, what.suspend(), "suspend", "the rules are evaluated all the same");
    Alerting alerting = what.alerting();
    boolean least = alerting.minFailures() + alerting.minEvents() > 0;
    lost(spec, least, "alerting", "minFailures, minEvents: rules look at shares only");
    lost(spec, !alerting.budget().isEmpty(), "alerting", "budget: no alerts of what is left");
    lost(spec, alerting.violation() != null, "alerting", "violation: no such alert");
  }

  private static void lost(Fields spec, boolean isLost, String field, String message) {
    if (isLost) {
      spec.lost(field, message);
    }
  }

  private static List<BurnTier> tiers(Alerting alerting, Duration window, Fields spec) {
    Preset preset = alerting.preset();
    if (alerting.tiers().isEmpty()) {
      return switch (preset == null ? Preset.GOOGLE_SRE : preset) {
        case GOOGLE_SRE -> GoogleTiers.of(window);
        case PYRRA -> PyrraTiers.of(window);
        case NONE -> List.of();
      };
    }
    List<BurnTier> tiers = new ArrayList<>();
    for (Alerting.Tier tier : alerting.tiers()) {
      tiers.add(tier(tier, window, spec));
    }
    return tiers;
  }

  private static BurnTier tier(Alerting.Tier tier, Duration window, Fields spec) {
    Duration longWindow = Periods.length(spec, "alerting", tier.longWindow().text());
    return new BurnTier(
        tier.name(),
        Periods.length(spec, "alerting", tier.shortWindow().text()),
        longWindow,
        Periods.length(spec, "alerting", tier.holdFor().text()),
        factor(tier, window, longWindow, spec),
        tier.severity());
  }

  private static BigDecimal factor(
      Alerting.Tier tier, Duration window, Duration longWindow, Fields spec) {
    try {
      if (tier.factor() != null) {
        return new BigDecimal(tier.factor()).stripTrailingZeros();
      }
      if (tier.budgetPercent() != null && longWindow.isPositive()) {
        return GoogleTiers.factor(new BigDecimal(tier.budgetPercent()), window, longWindow);
      }
    } catch (NumberFormatException e) {
      throw spec.refuse("alerting", "tier %s: expected a number".formatted(tier.name()));
    }
    throw spec.refuse("alerting", "tier %s: expected factor".formatted(tier.name()));
  }

  /** All windows that the tiers look at, the shortest first. */
  static List<Duration> windows(List<BurnTier> tiers) {
    return tiers.stream()
        .flatMap(tier -> Stream.of(tier.shortWindow(), tier.longWindow()))
        .distinct()
        .sorted()
        .toList();
  }
}
