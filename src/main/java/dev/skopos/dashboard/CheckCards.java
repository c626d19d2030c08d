// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.dashboard.Board.CheckCard;
import dev.skopos.dashboard.Board.Tone;
import dev.skopos.dashboard.Board.UptimeWindow;
import dev.skopos.probe.CheckSnapshot;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** Turns checks into cards, the worst first. */
final class CheckCards {

  private CheckCards() {}

  static List<CheckCard> of(List<CheckSnapshot> checks) {
    return checks.stream()
        .sorted(
            Comparator.comparingInt((CheckSnapshot check) -> rank(check.state()))
                .thenComparing(CheckSnapshot::id))
        .map(CheckCards::card)
        .toList();
  }

  private static int rank(CheckSnapshot.State state) {
    return switch (state) {
      case UNHEALTHY -> 0;
      case DEGRADED -> 1;
      case UNKNOWN -> 2;
      case HEALTHY -> 3;
      case SUSPENDED -> 4;
    };
  }

  static Tone tone(CheckSnapshot.State state) {
    return switch (state) {
      case UNHEALTHY -> Tone.BAD;
      case DEGRADED -> Tone.WARN;
      case HEALTHY -> Tone.GOOD;
      case UNKNOWN, SUSPENDED -> Tone.IDLE;
    };
  }

  private static CheckCard card(CheckSnapshot check) {
    Sparkline spark =
        Sparkline.of(check.latency().map(CheckSnapshot.Latency::recent).orElse(List.of()));
    boolean well = check.state() == CheckSnapshot.State.HEALTHY;
    return new CheckCard(
        check.id().namespace(),
        check.id().name(),
        check.state().word(),
        tone(check.state()),
        well ? check.definition().probe().target() : check.finding().message(),
        check.latency().map(latency -> Wording.latency(latency.last())).orElse("-"),
        check.latency().map(latency -> "p95 " + Wording.latency(latency.p95())).orElse("no answer"),
        spark.line(),
        spark.area(),
        uptime(check.uptime()));
  }

  private static List<UptimeWindow> uptime(CheckSnapshot.Uptime uptime) {
    return List.of(
        window("1 h", uptime.h1()),
        window("24 h", uptime.h24()),
        window("7 d", uptime.d7()),
        window("30 d", uptime.d30()));
  }

  private static UptimeWindow window(String label, OptionalDouble ratio) {
    return new UptimeWindow(label, ratio.isPresent() ? Wording.percent(ratio.getAsDouble()) : "-");
  }
}
