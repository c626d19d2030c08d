// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.skopos.insight.tuning.KnownRule;
import dev.skopos.insight.tuning.ThresholdAdvice;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Proposed thresholds as Skopos' API shows them: durations in seconds. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ThresholdView(
    @Nullable Rule rule,
    String expr,
    String measured,
    String operator,
    double observedDays,
    double stepSeconds,
    int series,
    ThresholdAdvice.@Nullable Spread values,
    double firingsPerWeek,
    Candidate present,
    @Nullable Proposal proposal,
    List<Candidate> candidates,
    List<String> notes) {

  record Rule(String kind, String namespace, String name, String alert, int position) {}

  record Candidate(
      double threshold,
      String origin,
      long firings,
      double firingsPerWeek,
      double firingSeconds,
      int seriesFired) {

    static Candidate of(ThresholdAdvice.Candidate each) {
      return new Candidate(
          each.value(),
          each.origin(),
          each.firings(),
          each.firingsPerWeek(),
          each.firing().toMillis() / 1000.0,
          each.seriesFired());
    }
  }

  /**
   * What is proposed.
   *
   * @param patch null: no rule was named
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Proposal(double threshold, double firingsPerWeek, String expr, @Nullable String patch) {}

  /**
   * Shows it.
   *
   * @param rule null: only an expression was asked about
   */
  static ThresholdView of(ThresholdAdvice advice, @Nullable KnownRule rule) {
    return new ThresholdView(
        rule == null ? null : rule(rule),
        advice.threshold().text(),
        advice.threshold().measured(),
        advice.threshold().operator().symbol(),
        advice.observed().toMillis() / 86_400_000.0,
        advice.step().toMillis() / 1000.0,
        advice.series(),
        advice.spread(),
        advice.firingsPerWeek(),
        Candidate.of(advice.present()),
        proposal(advice, rule),
        advice.candidates().stream().map(Candidate::of).toList(),
        advice.notes());
  }

  private static Rule rule(KnownRule rule) {
    return new Rule(
        rule.source().kind(),
        rule.source().namespace(),
        rule.source().name(),
        rule.rule().name(),
        rule.position());
  }

  private static @Nullable Proposal proposal(ThresholdAdvice advice, @Nullable KnownRule rule) {
    ThresholdAdvice.Candidate proposed = advice.proposed();
    Optional<String> expr = advice.proposedExpr();
    if (proposed == null || expr.isEmpty()) {
      return null;
    }
    return new Proposal(
        proposed.value(),
        proposed.firingsPerWeek(),
        expr.get(),
        rule == null ? null : rule.patchExpr(expr.get()));
  }
}
