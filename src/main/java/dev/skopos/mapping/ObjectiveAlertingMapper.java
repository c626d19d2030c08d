// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import static dev.skopos.mapping.Missing.needed;

import dev.skopos.api.v1alpha1.servicelevelobjective.Alerting;
import dev.skopos.api.v1alpha1.servicelevelobjective.Alerting.Preset;
import dev.skopos.slo.definition.Alerting.AbsentAlert;
import dev.skopos.slo.definition.Alerting.BudgetAlert;
import dev.skopos.slo.definition.Alerting.Tiers;
import dev.skopos.slo.definition.BurnTier;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns what a resource says of alerts into what an objective raises. */
final class ObjectiveAlertingMapper {

  private static final String TIERS = "spec.alerting.tiers.";

  private ObjectiveAlertingMapper() {}

  static dev.skopos.slo.definition.Alerting alerting(Alerting alerting) {
    return new dev.skopos.slo.definition.Alerting(
        tiers(alerting),
        alerting.minFailures(),
        alerting.minEvents(),
        alerting.budget().stream().map(ObjectiveAlertingMapper::budget).toList(),
        alerting.violation() == null ? null : Severities.of(alerting.violation().severity()),
        absent(alerting.absent()),
        new TreeMap<>(alerting.labels()),
        new TreeMap<>(alerting.annotations()));
  }

  private static Tiers tiers(Alerting alerting) {
    Preset preset = alerting.preset();
    if (preset == null) {
      return alerting.tiers().isEmpty()
          ? Tiers.Preset.GOOGLE_SRE
          : new Tiers.Custom(alerting.tiers().stream().map(ObjectiveAlertingMapper::tier).toList());
    }
    return switch (preset) {
      case GOOGLE_SRE -> Tiers.Preset.GOOGLE_SRE;
      case PYRRA -> Tiers.Preset.PYRRA;
      case NONE -> new Tiers.Custom(List.of());
    };
  }

  private static BurnTier tier(Alerting.Tier tier) {
    return new BurnTier(
        needed(tier.name(), TIERS + "name"),
        needed(tier.shortWindow(), TIERS + "shortWindow").toDuration(),
        needed(tier.longWindow(), TIERS + "longWindow").toDuration(),
        limit(tier),
        tier.holdFor().toDuration(),
        Severities.of(needed(tier.severity(), TIERS + "severity")));
  }

  private static BurnTier.Limit limit(Alerting.Tier tier) {
    String factor = tier.factor();
    return factor == null
        ? new BurnTier.Limit.BudgetPercent(
            new BigDecimal(needed(tier.budgetPercent(), TIERS + "budgetPercent")))
        : new BurnTier.Limit.Factor(new BigDecimal(factor));
  }

  private static BudgetAlert budget(Alerting.BudgetAlert alert) {
    if (alert.remainingBelowPercent() != null) {
      return new BudgetAlert.RemainingBelow(
          new BigDecimal(alert.remainingBelowPercent()), Severities.of(alert.severity()));
    }
    if (alert.exhaustedWithin() != null) {
      return new BudgetAlert.ExhaustedWithin(
          alert.exhaustedWithin().toDuration(), Severities.of(alert.severity()));
    }
    return new BudgetAlert.Exhausted(Severities.of(alert.severity()));
  }

  private static @Nullable AbsentAlert absent(Alerting.@Nullable AbsentAlert alert) {
    return alert == null
        ? null
        : new AbsentAlert(alert.holdFor().toDuration(), Severities.of(alert.severity()));
  }
}
