// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.observe;

import java.time.Instant;

/** Everything that insights are drawn from, as far as it may be seen. Immutable. */
public record Evidence(Observed observed, Facts facts) {

  public Instant at() {
    return observed.at();
  }

  /** Only what may be seen. */
  public Evidence seenBy(Sight sight) {
    return new Evidence(observed.seenBy(sight), facts.seenBy(sight));
  }
}
