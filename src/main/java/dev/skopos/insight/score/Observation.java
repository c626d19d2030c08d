// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.score;

import dev.skopos.model.ResourceId;

/**
 * One thing that was looked at. Immutable.
 *
 * @param namespace that it counts for
 * @param workload that it counts for; empty: for the namespace alone
 * @param known false: it says nothing, neither good nor bad
 * @param points how bad it is; 0: nothing speaks against it
 * @param message why; empty with 0 points
 */
public record Observation(
    Kind kind,
    ResourceId source,
    String namespace,
    String workload,
    boolean known,
    int points,
    String message) {

  public Observation {
    if (points < 0 || (!known && points > 0)) {
      throw new IllegalArgumentException("%d points of %s".formatted(points, source));
    }
  }

  static Observation unknown(Kind kind, ResourceId source, String workload) {
    return new Observation(kind, source, source.namespace(), workload, false, 0, "");
  }

  static Observation good(Kind kind, ResourceId source, String workload) {
    return new Observation(kind, source, source.namespace(), workload, true, 0, "");
  }

  static Observation of(Kind kind, ResourceId source, String workload, int points, String message) {
    return points == 0
        ? good(kind, source, workload)
        : new Observation(kind, source, source.namespace(), workload, true, points, message);
  }
}
