// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.prober;

import dev.skopos.net.Deadline;
import dev.skopos.probe.definition.Probe;

/** Makes single attempts. Thread-safe; blocks until the deadline at most. */
@FunctionalInterface
public interface Prober {

  /**
   * Makes one attempt. Whatever a target does is a measurement, not an exception.
   *
   * @throws UnusableSecretException when a Secret or ConfigMap lacks what the probe needs
   */
  Measurement attempt(Probe probe, Deadline deadline) throws UnusableSecretException;
}
