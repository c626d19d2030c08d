// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.plan;

import dev.skopos.kube.EventWriter;
import dev.skopos.schedule.Scheduler;
import dev.skopos.volume.AcceptedSpecs;
import java.time.InstantSource;

/**
 * What the reconciler of every kind builds on.
 *
 * @param specs the specs that were accepted
 * @param events takes what is to be told about a resource
 * @param upkeep runs what must not hold up the threads of the informers
 */
public record Groundwork(AcceptedSpecs specs, EventWriter events, Scheduler upkeep) {

  public InstantSource clock() {
    return upkeep.clock();
  }
}
