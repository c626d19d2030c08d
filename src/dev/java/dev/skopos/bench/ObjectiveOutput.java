// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import java.util.List;

/**
 * Where a program writes what it finds of objectives. All series have the label {@code service}.
 *
 * @param tierLabel of alerts
 * @param tiers its values, the fastest first
 * @param bad selects the bad events of the whole window
 * @param others selects all of them, or the good ones
 * @param othersAreAll which of both
 */
record ObjectiveOutput(
    String tierLabel, List<String> tiers, String bad, String others, boolean othersAreAll) {

  static final ObjectiveOutput SKOPOS =
      new ObjectiveOutput(
          "tier",
          List.of("page-quick", "page-slow", "ticket-quick", "ticket-slow"),
          "skopos_slo_bad_events",
          "skopos_slo_events",
          true);

  static final ObjectiveOutput PYRRA =
      new ObjectiveOutput(
          "short",
          List.of("1m", "8m", "30m", "1h30m"),
          "requests:increase1w{code=\"500\"}",
          "requests:increase1w{code=\"200\"}",
          false);
}
