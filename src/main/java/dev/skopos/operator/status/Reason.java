// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.status;

/** Reasons of the conditions that all kinds have, besides those that a registry rejects with. */
public enum Reason {
  ACCEPTED("Accepted"),
  RUNNING("Running"),
  SUSPENDED("Suspended"),
  /** A Secret or ConfigMap that is named, or the key in it, does not exist. */
  SECRET_NOT_FOUND("SecretNotFound"),
  /** The operator may not read a Secret or ConfigMap that is named. */
  SECRET_FORBIDDEN("SecretForbidden"),
  /** The cluster gives no answer about a Secret or ConfigMap that is named. */
  SECRET_UNAVAILABLE("SecretUnavailable"),
  /** A channel that is named does not exist, or was never valid. */
  CHANNEL_NOT_FOUND("ChannelNotFound"),
  /** A channel of another namespace does not take alerts of this one. */
  CHANNEL_NOT_ALLOWED("ChannelNotAllowed"),
  /** Nobody is told of the alerts, since no channel is named and no default one takes them. */
  NO_CHANNEL("NoChannel"),
  /** Some of what was found or given is no target that can be scraped. */
  TARGET_LEFT_OUT("TargetLeftOut"),
  /** A budget policy freezes workloads, and the admission policy that enforces it is not there. */
  FREEZE_NOT_ENFORCED("FreezeNotEnforced"),
  /** A window is shorter than the time between two samples of what it is about. */
  WINDOW_TOO_SHORT("WindowTooShort");

  private final String word;

  Reason(String word) {
    this.word = word;
  }

  /** The reason as conditions have it. */
  public String word() {
    return word;
  }
}
