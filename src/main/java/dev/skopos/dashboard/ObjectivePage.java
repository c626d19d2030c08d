// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.dashboard.Board.ObjectiveRow;
import dev.skopos.dashboard.Board.Tone;
import java.util.List;

/**
 * Everything that the page of an objective shows, as text that only needs to be put in its place.
 *
 * @param problem what goes wrong; empty: nothing
 * @param origin which resource of another tool it was made of; empty: it is a resource of Skopos
 * @param findings what was not carried over from there
 * @param budget what was left of the budget over time, in percent
 * @param sli share of good events over time, in percent
 * @param burn how fast the windows of the fastest tier burned
 */
record ObjectivePage(
    ObjectiveRow row,
    String span,
    String events,
    String problem,
    String origin,
    List<String> findings,
    TimeChart budget,
    TimeChart sli,
    TimeChart burn,
    List<TierRow> tiers,
    List<GroupRow> groups,
    List<ExclusionRow> exclusions,
    List<EventRow> record) {

  /**
   * A burn-rate alert.
   *
   * @param pages after what time of failures it fires
   */
  record TierRow(
      String name,
      String severity,
      String windows,
      String factor,
      String shortRate,
      String longRate,
      String state,
      Tone tone,
      String pages) {}

  /** A group. */
  record GroupRow(String labels, String sli, String budget, int left, String events) {}

  /** Time that does not count. */
  record ExclusionRow(String when, String reason, String author) {}

  /** Something that happened to the objective. */
  record EventRow(String at, String kind, String details) {}
}
