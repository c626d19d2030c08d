// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.alert.Alert;
import dev.skopos.alert.AlertState;
import dev.skopos.alert.AlertState.Firing;
import dev.skopos.alert.AlertState.Pending;
import dev.skopos.alert.AlertState.Resolved;
import dev.skopos.alert.ResolveReason;
import dev.skopos.model.Labels;
import dev.skopos.rule.RuleState.SavedAlert;
import dev.skopos.rule.RuleState.SavedRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Alerts over a restart. They go on as if nothing had happened, with two exceptions:
 *
 * <ul>
 *   <li>Right after the start sources may not have delivered yet. So for a minute an alert whose
 *       series is missing neither ends nor fires; it would resolve and begin again.
 *   <li>After an outage that was longer than PromQL looks back, nobody knows whether the condition
 *       held in between: as in Prometheus, the outage does not count as time of a pending alert.
 * </ul>
 */
final class SavedAlerts {
  static final Duration GRACE = Duration.ofMinutes(1);
  private static final Duration SHORT_OUTAGE = Duration.ofMinutes(5);

  private SavedAlerts() {}

  static SavedRule save(RuleIdentity rule, Collection<TrackedAlert> alerts) {
    return SavedRule.alerting(rule, alerts.stream().map(SavedAlerts::save).toList());
  }

  private static SavedAlert save(TrackedAlert tracked) {
    Alert alert = tracked.alert();
    Instant firedAt = null;
    Instant resolvedAt = null;
    ResolveReason reason = null;
    switch (alert.state()) {
      case Pending _ -> {}
      case Firing firing -> firedAt = firing.since();
      case Resolved resolved -> {
        firedAt = resolved.firedAt();
        resolvedAt = resolved.since();
        reason = resolved.reason();
      }
    }
    return new SavedAlert(
        new TreeMap<>(alert.labels().toMap()),
        alert.annotations(),
        alert.value(),
        alert.activeAt(),
        firedAt,
        tracked.clearedAt(),
        resolvedAt,
        reason);
  }

  /**
   * The alerts of a rule as they go on.
   *
   * @param savedAt when the rule's state was saved
   */
  static List<TrackedAlert> restore(SavedRule rule, Instant savedAt, Instant now) {
    Duration outage = Duration.between(savedAt, now);
    return rule.alerts().stream().map(alert -> restore(alert, outage, now)).toList();
  }

  private static TrackedAlert restore(SavedAlert saved, Duration outage, Instant now) {
    Labels labels = Labels.of(saved.labels());
    AlertState state = stateOf(saved);
    boolean unobserved = state instanceof Pending && outage.compareTo(SHORT_OUTAGE) > 0;
    Alert alert =
        new Alert(
            labels,
            saved.annotations(),
            CompiledAlert.severity(labels),
            state,
            unobserved ? saved.activeAt().plus(outage) : saved.activeAt(),
            saved.value());
    boolean held = !(state instanceof Resolved) && saved.clearedAt() == null;
    return new TrackedAlert(alert, saved.clearedAt(), held ? now.plus(GRACE) : null);
  }

  private static AlertState stateOf(SavedAlert saved) {
    if (saved.firedAt() == null) {
      return new Pending();
    }
    return saved.resolvedAt() == null
        ? new Firing(saved.firedAt())
        : new Resolved(
            saved.firedAt(),
            saved.resolvedAt(),
            Objects.requireNonNullElse(saved.resolveReason(), ResolveReason.CONDITION_CLEARED));
  }
}
