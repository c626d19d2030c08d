// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.dashboard.Board.Tile;
import dev.skopos.dashboard.Board.Tone;
import java.util.List;

/**
 * What the page of the noisiest rules shows, as text that only needs to be put in its place.
 *
 * @param problem why there is nothing to show; empty: there is
 */
record RuleNoiseBoard(int days, String problem, List<Tile> tiles, List<Row> rows) {

  /**
   * A rule.
   *
   * @param link to its thresholds; empty: it has none
   * @param advice what to do; empty: nothing
   * @param patch a command that does it; empty: there is none
   */
  record Row(
      String severity,
      String alert,
      String namespace,
      String link,
      long firings,
      String perWeek,
      String share,
      String firing,
      String median,
      String brief,
      String now,
      Tone tone,
      String advice,
      String patch) {}

  public String window() {
    return days == 1 ? "last day" : "last " + days + " days";
  }
}
