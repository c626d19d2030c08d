// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.dashboard.Board.Tile;
import dev.skopos.dashboard.Board.Tone;
import dev.skopos.model.ResourceId;
import dev.skopos.notify.ChannelSnapshot;
import dev.skopos.probe.CheckSnapshot;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.slo.ObjectiveSnapshot;
import java.time.Instant;
import java.util.List;

/** Puts the start page together from snapshots. */
final class Boards {

  private Boards() {}

  static Board of(
      List<CheckSnapshot> checks,
      List<GroupSnapshot> groups,
      List<ObjectiveSnapshot> objectives,
      List<ChannelSnapshot> channels,
      Instant now) {
    return new Board(
        tiles(checks, groups, objectives, channels),
        AlertRows.of(groups, now),
        groups.stream().filter(Boards::isDeclared).mapToInt(group -> group.rules().size()).sum(),
        CheckCards.of(checks),
        ObjectiveRows.of(objectives, now),
        ChannelRows.of(channels, now));
  }

  /** What the operator brings itself is nothing that people declared. */
  private static boolean isDeclared(GroupSnapshot group) {
    return !group.definition().id().kind().equals(ResourceId.OPERATOR);
  }

  private static List<Tile> tiles(
      List<CheckSnapshot> checks,
      List<GroupSnapshot> groups,
      List<ObjectiveSnapshot> objectives,
      List<ChannelSnapshot> channels) {
    long spent =
        objectives.stream()
            .filter(objective -> objective.state() == ObjectiveSnapshot.State.EXHAUSTED)
            .count();
    long failing =
        channels.stream().filter(channel -> ChannelRows.tone(channel) == Tone.BAD).count();
    return List.of(
        tile(in(checks, CheckSnapshot.State.UNHEALTHY), "checks unhealthy", Tone.BAD),
        tile(in(checks, CheckSnapshot.State.DEGRADED), "checks degraded", Tone.WARN),
        tile(in(checks, CheckSnapshot.State.HEALTHY), "checks healthy", Tone.GOOD),
        tile(groups.stream().mapToLong(GroupSnapshot::firing).sum(), "alerts firing", Tone.BAD),
        tile(groups.stream().mapToLong(GroupSnapshot::pending).sum(), "alerts pending", Tone.WARN),
        tile(spent, "error budgets spent", Tone.BAD),
        tile(failing, "channels failing", Tone.BAD));
  }

  private static long in(List<CheckSnapshot> checks, CheckSnapshot.State state) {
    return checks.stream().filter(check -> check.state() == state).count();
  }

  /** A number of zero has no colour: nothing asks for attention. */
  private static Tile tile(long number, String label, Tone tone) {
    return new Tile(Long.toString(number), label, number == 0 ? Tone.IDLE : tone);
  }
}
