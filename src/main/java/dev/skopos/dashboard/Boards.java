// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.dashboard.Board.Shown;
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

  /** As many fit on a screen beside what else is to be seen there. */
  private static final int FIRST_ROWS = 20;

  private Boards() {}

  /**
   * The page.
   *
   * @param allAlerts and not the worst of them alone
   * @param refused how many objectives are
   */
  static Board of(
      List<CheckSnapshot> checks,
      List<GroupSnapshot> groups,
      List<ObjectiveSnapshot> objectives,
      int refused,
      List<ChannelSnapshot> channels,
      boolean allAlerts,
      Instant now) {
    return new Board(
        tiles(checks, groups, objectives, channels),
        Shown.of(AlertRows.of(groups, now), allAlerts ? Integer.MAX_VALUE : FIRST_ROWS),
        groups.stream().filter(Boards::isDeclared).mapToInt(group -> group.rules().size()).sum(),
        CheckCards.of(checks),
        Shown.of(ObjectiveRows.of(objectives, now), FIRST_ROWS),
        refused,
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
        Tile.of(in(checks, CheckSnapshot.State.UNHEALTHY), "checks unhealthy", Tone.BAD),
        Tile.of(in(checks, CheckSnapshot.State.DEGRADED), "checks degraded", Tone.WARN),
        Tile.of(in(checks, CheckSnapshot.State.HEALTHY), "checks healthy", Tone.GOOD),
        Tile.of(groups.stream().mapToLong(GroupSnapshot::firing).sum(), "alerts firing", Tone.BAD),
        Tile.of(
            groups.stream().mapToLong(GroupSnapshot::pending).sum(), "alerts pending", Tone.WARN),
        Tile.of(spent, "error budgets spent", Tone.BAD),
        Tile.of(failing, "channels failing", Tone.BAD));
  }

  private static long in(List<CheckSnapshot> checks, CheckSnapshot.State state) {
    return checks.stream().filter(check -> check.state() == state).count();
  }
}
