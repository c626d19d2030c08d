// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import java.time.Instant;
import java.util.List;

/**
 * The rules that fired most in a window.
 *
 * @param rules the noisiest first, at most {@value #MOST_RULES}
 * @param allRules how many rules fired
 * @param allFirings how often all of them did
 * @param incomplete whether there was more than could be counted
 */
public record NoiseReport(
    Instant from,
    Instant to,
    List<NoisyRule> rules,
    int allRules,
    long allFirings,
    boolean incomplete) {

  public static final int MOST_RULES = 50;

  public NoiseReport {
    rules = List.copyOf(rules);
  }
}
