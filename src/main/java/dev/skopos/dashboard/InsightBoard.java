// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.dashboard.Board.Tone;
import java.util.List;

/** What the page of insights shows, as text that only needs to be put in its place. */
record InsightBoard(List<Board.Tile> tiles, List<ShareRow> shares, List<Card> namespaces) {

  /** What a namespace takes from the whole. */
  record ShareRow(String namespace, String score, String points) {}

  /** A namespace or a workload. */
  record Card(
      String name,
      String score,
      Tone tone,
      String basis,
      List<DeductionRow> deductions,
      String beyond,
      List<Card> workloads) {}

  /** What is taken from a score. */
  record DeductionRow(
      String points, String kind, String resource, String message, String limited) {}
}
