// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.skopos.insight.tuning.KnownRule;
import dev.skopos.insight.tuning.NoiseAction;
import dev.skopos.insight.tuning.NoiseReport;
import dev.skopos.insight.tuning.NoisyRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The noisiest rules as Skopos' API shows them: durations in seconds, shares from 0 to 1. */
record NoiseView(
    String from, String to, int allRules, long allFirings, boolean incomplete, List<Rule> rules) {

  record Rule(
      String namespace,
      String alert,
      String severity,
      List<Source> sources,
      long firings,
      double firingsPerWeek,
      double shareOfAll,
      double firingSeconds,
      double medianSeconds,
      long shortFirings,
      double shortShare,
      int firingNow,
      Action action) {}

  record Source(String kind, String name, int position) {}

  /**
   * What is proposed.
   *
   * @param holdFor of an action that raises it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Action(
      String action,
      String text,
      @Nullable String holdFor,
      @Nullable Long firingsLeft,
      @Nullable String patch) {}

  static NoiseView of(NoiseReport report) {
    return new NoiseView(
        report.from().toString(),
        report.to().toString(),
        report.allRules(),
        report.allFirings(),
        report.incomplete(),
        report.rules().stream().map(NoiseView::rule).toList());
  }

  private static Rule rule(NoisyRule rule) {
    return new Rule(
        rule.name().namespace(),
        rule.name().alert(),
        rule.name().severity(),
        rule.sources().stream().map(NoiseView::source).toList(),
        rule.firings(),
        rule.firingsPerWeek(),
        rule.shareOfAll(),
        rule.firing().toMillis() / 1000.0,
        rule.medianDuration().toMillis() / 1000.0,
        rule.shortFirings(),
        rule.shortShare(),
        rule.firingNow(),
        action(rule.action()));
  }

  private static Source source(KnownRule rule) {
    return new Source(rule.source().kind(), rule.source().name(), rule.position());
  }

  private static Action action(NoiseAction action) {
    return switch (action) {
      case NoiseAction.RaiseHold(var hold, long left, String patch) ->
          new Action(action.word(), action.text(), hold.toMinutes() + "m", left, patch);
      case NoiseAction.Keep _, NoiseAction.DeleteOrFix _, NoiseAction.MoveThreshold _ ->
          new Action(action.word(), action.text(), null, null, null);
    };
  }
}
