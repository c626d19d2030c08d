// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import java.util.List;

/**
 * What the page of one rule's thresholds shows.
 *
 * @param facts numbers with what they are
 * @param notes what is to be known beside, or why there is nothing
 * @param proposal in one sentence; empty: nothing is proposed
 * @param patch a command that does it; empty: there is none
 */
record ThresholdBoard(
    String namespace,
    String resource,
    String alert,
    String expr,
    List<Fact> facts,
    List<String> notes,
    String proposal,
    String patch,
    List<Row> rows) {

  record Fact(String name, String value) {}

  /**
   * A candidate.
   *
   * @param mark present, proposed, or empty
   */
  record Row(
      String threshold,
      String origin,
      String mark,
      Board.Tone tone,
      long firings,
      String perWeek,
      String firing,
      int series) {}
}
