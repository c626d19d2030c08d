// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often a rule would have fired in the past with other thresholds.
 *
 * @param step between two simulated evaluations
 * @param observed how far the values go back, at most 30 days
 * @param series how many the expression gave in that time
 * @param spread of all finite values; null: there are none
 * @param firingsPerWeek how many are wanted at most
 * @param candidates from the most sensitive to the least, the present one among them
 * @param proposed one of the candidates; null: none can be proposed
 * @param notes what is to be known beside the numbers, for people
 */
public record ThresholdAdvice(
    Threshold threshold,
    Duration step,
    Duration observed,
    int series,
    @Nullable Spread spread,
    double firingsPerWeek,
    List<Candidate> candidates,
    @Nullable Candidate proposed,
    List<String> notes) {

  public ThresholdAdvice {
    candidates = List.copyOf(candidates);
    notes = List.copyOf(notes);
  }

  /** Where the values lie. */
  public record Spread(double min, double median, double p99, double max) {}

  /**
   * A threshold and what the rule would have done with it.
   *
   * @param number as it is written in PromQL
   * @param origin why it is a candidate, in words
   * @param present whether it is the rule's own
   * @param firings how often an alert would have begun to fire, of all series together
   * @param firing how long alerts would have fired, all added up
   * @param seriesFired how many series would have had an alert that fired
   */
  public record Candidate(
      double value,
      String number,
      String origin,
      boolean present,
      long firings,
      double firingsPerWeek,
      Duration firing,
      int seriesFired) {}

  /** The rule's own threshold. */
  public Candidate present() {
    return candidates.stream().filter(Candidate::present).findFirst().orElseThrow();
  }

  /** The expression with the proposed threshold. */
  public Optional<String> proposedExpr() {
    return Optional.ofNullable(proposed).map(each -> threshold.with(each.number()));
  }
}
