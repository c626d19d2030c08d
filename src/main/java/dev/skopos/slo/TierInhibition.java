// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.alert.Alert;
import dev.skopos.alert.AlertSink;
import dev.skopos.alert.AlertState;
import dev.skopos.alert.SourceAlerts;
import dev.skopos.model.Labels;
import dev.skopos.slo.budget.Tier;
import java.time.Instant;
import java.util.List;

/**
 * Holds back what a faster tier has said already: the alert of a slower tier of the same objective
 * and group is not handed on while it began to fire at or after the one of a faster tier that still
 * fires. It is handed on when that ends before it. One that was there before stays. State, series
 * and the API show all alerts. Thread-safe.
 */
public record TierInhibition(ObjectivesAtWork objectives, AlertSink next) implements AlertSink {

  @Override
  public void accept(SourceAlerts alerts) {
    next.accept(
        objectives
            .find(alerts.source())
            .map(ObjectiveRunner::plan)
            .map(plan -> withoutSlower(alerts, plan))
            .orElse(alerts));
  }

  private static SourceAlerts withoutSlower(SourceAlerts all, ObjectivePlan plan) {
    List<String> tiers = plan.evaluator().tiers().stream().map(Tier::name).toList();
    // The other labels may be templates, which give each alert a text of its own.
    List<String> groupBy = plan.definition().groupBy();
    List<Alert> left =
        all.alerts().stream()
            .filter(alert -> !isHeldBack(alert, all.alerts(), tiers, groupBy))
            .toList();
    return new SourceAlerts(all.source(), all.channels(), left, all.at(), all.generatorPath());
  }

  private static boolean isHeldBack(
      Alert alert, List<Alert> all, List<String> tiers, List<String> groupBy) {
    int tier = tiers.indexOf(alert.labels().get(AlertPlan.TIER));
    if (tier <= 0 || !(alert.state() instanceof AlertState.Firing(Instant since))) {
      return false;
    }
    Labels group = alert.labels().only(groupBy);
    return all.stream()
        .filter(other -> isFasterThan(tier, other, tiers))
        .filter(other -> other.labels().only(groupBy).equals(group))
        .anyMatch(
            other ->
                other.state() instanceof AlertState.Firing(Instant began)
                    && !since.isBefore(began));
  }

  private static boolean isFasterThan(int tier, Alert other, List<String> tiers) {
    int position = tiers.indexOf(other.labels().get(AlertPlan.TIER));
    return position >= 0 && position < tier;
  }
}
