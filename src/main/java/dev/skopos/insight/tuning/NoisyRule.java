// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import java.time.Duration;
import java.util.List;

/**
 * How often a rule fired, as far as the labels of its alerts tell it from others.
 *
 * @param sources the rules in force that it may be; empty: there is none any more
 * @param firings how often its alerts fired, of all series together
 * @param shareOfAll of the firings of all rules in the report, from 0 to 1
 * @param firing how long they fired in the window, all added up
 * @param shortFirings those that ended within 5 minutes
 * @param shortShare of those that ended, from 0 to 1; 0 when none did
 * @param firingNow how many alerts fire at the end of the window
 */
public record NoisyRule(
    Name name,
    List<KnownRule> sources,
    long firings,
    double firingsPerWeek,
    double shareOfAll,
    Duration firing,
    Duration medianDuration,
    long shortFirings,
    double shortShare,
    int firingNow,
    NoiseAction action) {

  public NoisyRule {
    sources = List.copyOf(sources);
  }

  /**
   * What its alerts have in common.
   *
   * @param namespace of the resource that declares it; empty: not one of Skopos
   */
  public record Name(String namespace, String alert, String severity) {}
}
