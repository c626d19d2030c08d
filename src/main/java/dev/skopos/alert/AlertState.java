// SPDX-License-Identifier: Apache-2.0
package dev.skopos.alert;

import java.time.Instant;

/** Where an alert stands, as in Prometheus; an inactive alert is no alert. */
public sealed interface AlertState {

  /** The condition holds, but not yet for as long as the rule demands. */
  record Pending() implements AlertState {}

  /**
   * The alert is active.
   *
   * @param since when it went from pending to firing
   */
  record Firing(Instant since) implements AlertState {}

  /**
   * The alert was active and is no more; it is handed on for 15 minutes after its end.
   *
   * @param since when it ended
   */
  record Resolved(Instant firedAt, Instant since, ResolveReason reason) implements AlertState {}
}
