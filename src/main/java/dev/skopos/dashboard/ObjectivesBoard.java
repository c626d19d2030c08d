// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.dashboard.Board.ObjectiveRow;
import dev.skopos.dashboard.Board.Tile;
import dev.skopos.dashboard.Board.Tone;
import dev.skopos.slo.ObjectiveSnapshot;
import dev.skopos.slo.ObjectiveSnapshot.State;
import dev.skopos.slo.RefusedObjectives.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What the list of objectives shows, as text that only needs to be put in its place. */
record ObjectivesBoard(List<Tile> tiles, List<ObjectiveRow> objectives, List<RefusedRow> refused) {

  /** An objective whose newest definition is not in force. */
  record RefusedRow(String namespace, String name, String reason, String message) {}

  static ObjectivesBoard of(
      List<ObjectiveSnapshot> objectives, List<Refusal> refused, Instant now) {
    return new ObjectivesBoard(
        Stream.concat(
                Stream.of(State.EXHAUSTED, State.BURNING, State.NO_DATA, State.UNKNOWN, State.MET)
                    .map(state -> tile(objectives, state)),
                Stream.of(Tile.of(refused.size(), "refused", Tone.WARN)))
            .toList(),
        ObjectiveRows.of(objectives, now),
        refused.stream()
            .map(
                each ->
                    new RefusedRow(
                        each.id().namespace(), each.id().name(), each.reason(), each.message()))
            .toList());
  }

  private static Tile tile(List<ObjectiveSnapshot> objectives, State state) {
    long count = objectives.stream().filter(each -> each.state() == state).count();
    return Tile.of(count, label(state), ObjectiveRows.tone(state));
  }

  private static String label(State state) {
    return switch (state) {
      case MET -> "met";
      case BURNING -> "burning";
      case EXHAUSTED -> "exhausted";
      case NO_DATA -> "without data";
      case UNKNOWN -> "not known yet";
      case SUSPENDED -> "suspended";
    };
  }
}
