// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.dashboard.Board.Tone;
import dev.skopos.dashboard.ThresholdBoard.Fact;
import dev.skopos.insight.tuning.KnownRule;
import dev.skopos.insight.tuning.ThresholdAdvice;
import dev.skopos.insight.tuning.ThresholdAdvice.Candidate;
import dev.skopos.insight.tuning.ThresholdResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts the page of one rule's thresholds together. */
final class ThresholdBoards {

  private ThresholdBoards() {}

  static ThresholdBoard of(KnownRule rule, ThresholdResult result) {
    return switch (result) {
      case ThresholdResult.Advised(ThresholdAdvice advice) -> advised(rule, advice);
      case ThresholdResult.NoThreshold(String reason) ->
          without(rule, "There is no threshold to move: " + reason + ".");
      case ThresholdResult.Failed(String reason) ->
          without(rule, "The past could not be read: " + reason + ".");
    };
  }

  private static ThresholdBoard without(KnownRule rule, String note) {
    return new ThresholdBoard(
        rule.source().namespace(),
        rule.source().name(),
        rule.rule().name(),
        rule.rule().expr(),
        List.of(),
        List.of(note),
        "",
        "",
        List.of());
  }

  private static ThresholdBoard advised(KnownRule rule, ThresholdAdvice advice) {
    Candidate proposed = advice.proposed();
    return new ThresholdBoard(
        rule.source().namespace(),
        rule.source().name(),
        rule.rule().name(),
        rule.rule().expr(),
        facts(rule, advice),
        advice.notes(),
        proposed == null ? "" : proposal(advice, proposed),
        advice.proposedExpr().map(rule::patchExpr).orElse(""),
        advice.candidates().stream().map(each -> row(each, each.equals(proposed))).toList());
  }

  private static String proposal(ThresholdAdvice advice, Candidate proposed) {
    return "%s %s would have fired %s a week; wanted are at most %s."
        .formatted(
            advice.threshold().operator().symbol(),
            proposed.number(),
            times(proposed.firingsPerWeek()),
            Wording.value(advice.firingsPerWeek()));
  }

  private static String times(double number) {
    return number == 1 ? "once" : rate(number) + " times";
  }

  private static List<Fact> facts(KnownRule rule, ThresholdAdvice advice) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Data", Wording.duration(advice.observed())));
    facts.add(new Fact("Series", Integer.toString(advice.series())));
    facts.add(new Fact("Looked at every", Wording.duration(advice.step())));
    facts.add(
        new Fact(
            "for, kept firing for",
            "%s, %s"
                .formatted(
                    Wording.duration(rule.rule().hold()),
                    Wording.duration(rule.rule().keepFiringFor()))));
    ThresholdAdvice.Spread spread = advice.spread();
    if (spread != null) {
      facts.add(
          new Fact(
              "Least, median, p99, most",
              "%s, %s, %s, %s"
                  .formatted(
                      Wording.value(spread.min()),
                      Wording.value(spread.median()),
                      Wording.value(spread.p99()),
                      Wording.value(spread.max()))));
    }
    return facts;
  }

  private static ThresholdBoard.Row row(Candidate each, boolean proposed) {
    return new ThresholdBoard.Row(
        each.number(),
        each.present() ? "" : each.origin(),
        each.present() ? "present" : proposed ? "proposed" : "",
        proposed ? Tone.GOOD : Tone.IDLE,
        each.firings(),
        rate(each.firingsPerWeek()),
        Wording.duration(each.firing()),
        each.seriesFired());
  }

  private static String rate(double perWeek) {
    return String.format(Locale.ROOT, perWeek < 10 ? "%.2f" : "%.0f", perWeek);
  }
}
