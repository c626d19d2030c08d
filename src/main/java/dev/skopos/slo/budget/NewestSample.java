// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.budget;

import dev.skopos.model.Labels;
import dev.skopos.slo.count.Accounts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Finds the end of the newest minute that has a sample of any of the groups.
 *
 * @param watched since when it is known that there is none, if there is none at all
 */
record NewestSample(Accounts accounts, List<Labels> groups, Instant watched) {

  private static final Duration FIRST_LOOK = Duration.ofMinutes(2);

  /** At or before the instant. */
  Instant before(Instant at) {
    if (any(at.minus(FIRST_LOOK), at)) {
      return at;
    }
    Instant low = accounts.since();
    if (!low.isBefore(at) || !any(low, at)) {
      return watched.isBefore(at) ? watched : at;
    }
    // There is a sample after low, and none after high.
    Instant high = accounts.edge(at);
    while (low.until(high, ChronoUnit.MINUTES) > 1) {
      Instant middle = accounts.edge(low.plusSeconds(low.until(high, ChronoUnit.SECONDS) / 2));
      if (!middle.isAfter(low)) {
        return high;
      }
      if (any(middle, at)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private boolean any(Instant from, Instant to) {
    for (Labels group : groups) {
      if (accounts.between(group, from, to).minutes() > 0) {
        return true;
      }
    }
    return false;
  }
}
