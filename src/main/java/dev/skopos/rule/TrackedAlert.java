// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.alert.Alert;
import dev.skopos.alert.AlertState;
import dev.skopos.alert.AlertState.Firing;
import dev.skopos.alert.AlertState.Pending;
import dev.skopos.alert.AlertState.Resolved;
import dev.skopos.alert.ResolveReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An alert and what the state machine has to know of it beside. The transitions are those of
 * Prometheus ({@code rules/alerting.go}); each gives the alert as it is after one evaluation.
 *
 * @param clearedAt since when it is kept firing without its condition; null: the condition holds
 * @param heldUntil until when the alert stays although its series is missing: after a restart the
 *     sources may not have delivered yet; null: it was seen since
 */
record TrackedAlert(Alert alert, @Nullable Instant clearedAt, @Nullable Instant heldUntil) {

  /** How long an alert that ended is handed on. */
  static final Duration RESOLVED_RETENTION = Duration.ofMinutes(15);

  /** A pending alert, which fires at once when it need not wait. */
  static TrackedAlert begin(Alert pending, Instant at, Duration hold) {
    return new TrackedAlert(pending, null, null).promoted(at, hold);
  }

  /** The condition holds; what is fresh are texts, value and severity. */
  TrackedAlert seen(Alert fresh, Instant at, Duration hold) {
    if (alert.state() instanceof Resolved) {
      return begin(fresh, at, hold);
    }
    Alert refreshed =
        new Alert(
            alert.labels(),
            fresh.annotations(),
            fresh.severity(),
            alert.state(),
            alert.activeAt(),
            fresh.value());
    return new TrackedAlert(refreshed, null, null).promoted(at, hold);
  }

  private TrackedAlert promoted(Instant at, Duration hold) {
    boolean due = !at.isBefore(alert.activeAt().plus(hold));
    return alert.state() instanceof Pending && due ? with(new Firing(at), clearedAt) : this;
  }

  /** The condition does not hold; null when there is nothing to remember any more. */
  @Nullable TrackedAlert missed(Instant at, Duration keepFiringFor) {
    if (heldUntil != null && at.isBefore(heldUntil)) {
      return this;
    }
    Instant cleared = clearedAt == null ? at : clearedAt;
    return at.isBefore(cleared.plus(keepFiringFor)) && alert.state() instanceof Firing
        ? with(alert.state(), cleared)
        : ended(at, ResolveReason.CONDITION_CLEARED);
  }

  /** The alert ends now; null when there is nothing to remember any more. */
  @Nullable TrackedAlert ended(Instant at, ResolveReason reason) {
    return switch (alert.state()) {
      case Pending _ -> null;
      case Firing firing ->
          with(new Resolved(/* firedAt= */ firing.since(), /* since= */ at, reason), null);
      case Resolved resolved -> at.isAfter(resolved.since().plus(RESOLVED_RETENTION)) ? null : this;
    };
  }

  private TrackedAlert with(AlertState state, @Nullable Instant cleared) {
    Alert changed =
        new Alert(
            alert.labels(),
            alert.annotations(),
            alert.severity(),
            state,
            alert.activeAt(),
            alert.value());
    return new TrackedAlert(changed, cleared, heldUntil);
  }

  /** Whether both are in the same state since the same instants. */
  boolean standsAs(TrackedAlert other) {
    return alert.state().equals(other.alert.state()) && Objects.equals(clearedAt, other.clearedAt);
  }

  boolean isActive() {
    return !(alert.state() instanceof Resolved);
  }

  /** When the next evaluation can change the state without the result changing; null: never. */
  @Nullable Instant due(Duration hold, Duration keepFiringFor) {
    if (heldUntil != null) {
      return heldUntil;
    }
    return switch (alert.state()) {
      case Pending _ -> alert.activeAt().plus(hold);
      case Firing _ -> clearedAt == null ? null : clearedAt.plus(keepFiringFor);
      case Resolved _ -> null;
    };
  }
}
