// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.dashboard.Board.Tile;
import dev.skopos.dashboard.Board.Tone;
import dev.skopos.insight.tuning.NoiseAction;
import dev.skopos.insight.tuning.NoiseReport;
import dev.skopos.insight.tuning.NoisyRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Puts the page of the noisiest rules together. */
final class RuleNoiseBoards {

  private RuleNoiseBoards() {}

  static RuleNoiseBoard of(int days, NoiseReport report) {
    Duration firing =
        report.rules().stream().map(NoisyRule::firing).reduce(Duration.ZERO, Duration::plus);
    long brief = report.rules().stream().mapToLong(NoisyRule::shortFirings).sum();
    List<Tile> tiles =
        List.of(
            new Tile(Integer.toString(report.allRules()), "rules fired", Tone.IDLE),
            new Tile(Long.toString(report.allFirings()), "firings", Tone.IDLE),
            new Tile(
                Long.toString(brief), "shorter than 5 minutes", brief == 0 ? Tone.GOOD : Tone.WARN),
            new Tile(Wording.duration(firing), "firing in all", Tone.IDLE));
    String problem = report.incomplete() ? "There were more firings than could be counted." : "";
    return new RuleNoiseBoard(
        days, problem, tiles, report.rules().stream().map(RuleNoiseBoards::row).toList());
  }

  /** Nothing but the reason for it. */
  static RuleNoiseBoard failed(int days, String problem) {
    return new RuleNoiseBoard(days, problem, List.of(), List.of());
  }

  private static RuleNoiseBoard.Row row(NoisyRule rule) {
    return new RuleNoiseBoard.Row(
        rule.name().severity(),
        rule.name().alert(),
        rule.name().namespace(),
        rule.sources().stream()
            .filter(each -> each.isTunable())
            .findFirst()
            .map(RuleLink::of)
            .orElse(""),
        rule.firings(),
        Wording.value(rule.firingsPerWeek()),
        Wording.percent(rule.shareOfAll()),
        Wording.duration(rule.firing()),
        Wording.duration(rule.medianDuration()),
        rule.shortFirings() == 0
            ? "0"
            : "%d (%s)".formatted(rule.shortFirings(), Wording.percent(rule.shortShare())),
        rule.firingNow() == 0 ? "" : rule.firingNow() + " firing now",
        tone(rule.action()),
        rule.action().text(),
        patch(rule.action()).orElse(""));
  }

  private static Tone tone(NoiseAction action) {
    return switch (action) {
      case NoiseAction.DeleteOrFix _ -> Tone.BAD;
      case NoiseAction.RaiseHold _, NoiseAction.MoveThreshold _ -> Tone.WARN;
      case NoiseAction.Keep _ -> Tone.IDLE;
    };
  }

  private static Optional<String> patch(NoiseAction action) {
    return switch (action) {
      case NoiseAction.RaiseHold(_, _, String patch) -> Optional.ofNullable(patch);
      case NoiseAction.DeleteOrFix _, NoiseAction.MoveThreshold _, NoiseAction.Keep _ ->
          Optional.empty();
    };
  }
}
