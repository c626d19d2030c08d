// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.judgement;

import dev.skopos.forecast.judgement.Judgement.Anomaly;
import dev.skopos.forecast.judgement.Judgement.Trend;
import dev.skopos.forecast.model.Expectation;
import dev.skopos.forecast.model.Interval;
import dev.skopos.forecast.model.LevelChange;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.QueryFunction.QueryFailedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one evaluation of a rule comes to. Used by one thread. */
final class Verdicts {

  private static final double PERCENT = 100;

  private final ResourceId rule;
  private final List<Element> alerts = new ArrayList<>();
  private final Map<Labels, Double> series = new LinkedHashMap<>();
  private int strange;
  private double lowestChance = Double.NaN;

  Verdicts(ResourceId rule) {
    this.rule = rule;
  }

  /**
   * Judges values by what is expected.
   *
   * @throws QueryFailedException when two series cannot be told from each other
   */
  void judge(Anomaly judgement, List<Element> present, Instant at, Learned learned, Windows windows)
      throws QueryFailedException {
    Set<Labels> seen = new HashSet<>();
    for (Element each : present) {
      Labels labels = each.labels().withoutMetricName();
      if (!seen.add(labels)) {
        throw new QueryFailedException(
            "several series differ by nothing but their name: " + labels);
      }
      if (each.histogram() == null
          && Double.isFinite(each.value())
          && learned.series().get(labels) instanceof Knowledge.Usual(var forecast)) {
        Verdict verdict = Verdict.of(each.value(), forecast.at(at), judgement);
        tell(verdict, labels);
        if (windows.anomalous(labels, verdict.strange)) {
          alerts.add(new Element(labels, each.value(), null, verdict.facts()));
        }
      }
    }
  }

  private record Verdict(double expected, Interval band, double chance, boolean strange) {

    static Verdict of(double value, Expectation expectation, Anomaly judgement) {
      double expected = expectation.value();
      double chance = expectation.chance(judgement.side(), value);
      double least = judgement.minDeviationPercent() / PERCENT * Math.abs(expected);
      return new Verdict(
          expected,
          expectation.band(judgement.side(), judgement.significance()),
          chance,
          chance < judgement.significance() && Math.abs(value - expected) >= least);
    }

    Map<String, Double> facts() {
      return Map.of(
          "Expected", expected, "Lower", band.low(), "Upper", band.high(), "Chance", chance);
    }
  }

  private void tell(Verdict verdict, Labels labels) {
    tell(JudgementMetric.EXPECTED, labels, verdict.expected);
    tell(JudgementMetric.LOWER, labels, verdict.band.low());
    tell(JudgementMetric.UPPER, labels, verdict.band.high());
    tell(JudgementMetric.CHANCE, labels, verdict.chance);
    tell(JudgementMetric.STRANGE, labels, verdict.strange ? 1 : 0);
    count(verdict.chance, verdict.strange);
  }

  /** Judges levels by how they moved; what was learned says it. */
  void judge(Trend judgement, Learned learned) {
    learned
        .series()
        .forEach(
            (labels, known) -> {
              if (known instanceof Knowledge.Moved(LevelChange change)) {
                judge(judgement, labels, change);
              }
            });
  }

  private void judge(Trend judgement, Labels labels, LevelChange change) {
    double ratio = change.ratio();
    boolean there =
        switch (judgement.way()) {
          case UP -> ratio > 0;
          case DOWN -> ratio < 0;
          case BOTH -> true;
        };
    boolean strange =
        there && change.significant() && Math.abs(ratio) * PERCENT >= judgement.changePercent();
    tell(JudgementMetric.CHANGE, labels, ratio);
    tell(JudgementMetric.CHANGE_CHANCE, labels, change.chance());
    count(change.chance(), strange);
    if (strange) {
      Map<String, Double> facts = Map.of("Level", change.level(), "Chance", change.chance());
      alerts.add(new Element(labels, ratio, null, facts));
    }
  }

  private void tell(JudgementMetric metric, Labels judged, double value) {
    if (Double.isFinite(value)) {
      series.put(metric.of(judged, rule), value);
    }
  }

  private void count(double chance, boolean isStrange) {
    strange += isStrange ? 1 : 0;
    lowestChance = Double.isNaN(lowestChance) ? chance : Math.min(lowestChance, chance);
  }

  /** The series for which the rule alerts. */
  List<Element> alerts() {
    return alerts;
  }

  /** What is written of all. */
  Map<Labels, Double> series() {
    return series;
  }

  int strange() {
    return strange;
  }

  /** NaN when nothing was judged. */
  double lowestChance() {
    return lowestChance;
  }
}
