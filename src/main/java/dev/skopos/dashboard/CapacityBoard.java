// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.dashboard.Board.Tone;
import java.util.List;

/** What the pages of capacity show, as text that only needs to be put in its place. */
record CapacityBoard(List<Board.Tile> tiles, List<NamespaceRow> namespaces, List<Row> rows) {

  /** The worst risk in a namespace. */
  record NamespaceRow(String namespace, String risk, Tone tone) {}

  /** A resource of a forecast. */
  record Row(
      String namespace,
      String forecast,
      String resource,
      String risk,
      Tone tone,
      String used,
      String growth,
      String exhaustion) {}

  /** One forecast. */
  record Detail(
      String namespace, String name, String risk, Tone tone, String made, List<Card> cards) {}

  /** One resource of it. */
  record Card(
      Row row,
      String range,
      String odds,
      String model,
      String problem,
      CapacityChart chart,
      List<Advice> advice) {}

  /** What could be done. */
  record Advice(String term, String action, String reason, String effect, String patch) {}
}
