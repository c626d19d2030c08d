// SPDX-License-Identifier: Apache-2.0
package dev.skopos.alert;

/** Takes alerts for delivery. Thread-safe; returns at once, without waiting for a delivery. */
@FunctionalInterface
public interface AlertSink {

  /** Hands over the present alerts of one source; see {@link SourceAlerts}. */
  void accept(SourceAlerts alerts);
}
