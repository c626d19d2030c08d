// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.trend;

import dev.skopos.insight.observe.Evidence;
import dev.skopos.insight.observe.Facts;
import dev.skopos.insight.observe.Facts.Fact;
import dev.skopos.insight.observe.InsightMetric;
import dev.skopos.insight.observe.Question;
import dev.skopos.insight.score.Subject;
import dev.skopos.model.ResourceId;
import dev.skopos.probe.CheckSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What scores were before, and how checks have moved. Immutable.
 *
 * @param checks in the order of their snapshots
 */
public record Trends(Map<Subject, Past> scores, List<CheckTrend> checks) {

  private static final double FIFTH = 0.2;
  private static final double LEAST_SECONDS = 0.01;
  private static final double LEAST_UPTIME = 0.001;
  private static final double LEAST_POINTS = 5;

  public Trends {
    scores = Map.copyOf(scores);
    checks = List.copyOf(checks);
  }

  /** The trends in what may be seen. */
  public static Trends of(Evidence evidence) {
    Map<Subject, Double> day = scores(evidence, Question.SCORE_DAY_BEFORE);
    Map<Subject, Double> week = scores(evidence, Question.SCORE_WEEK_BEFORE);
    Map<Subject, Past> scores = new HashMap<>();
    day.forEach((subject, value) -> scores.put(subject, past(value, week.get(subject))));
    week.forEach((subject, value) -> scores.putIfAbsent(subject, past(null, value)));
    Latencies latencies = Latencies.of(evidence.facts());
    return new Trends(
        scores, evidence.observed().checks().stream().map(each -> check(latencies, each)).toList());
  }

  /** Medians of checks in seconds; without those that are not known. */
  private record Latencies(
      Map<ResourceId, Double> now,
      Map<ResourceId, Double> dayBefore,
      Map<ResourceId, Double> weekBefore) {

    static Latencies of(Facts facts) {
      return new Latencies(
          facts.ofChecks(Question.LATENCY),
          facts.ofChecks(Question.LATENCY_DAY_BEFORE),
          facts.ofChecks(Question.LATENCY_WEEK_BEFORE));
    }
  }

  private static Map<Subject, Double> scores(Evidence evidence, Question question) {
    return evidence.facts().of(question).stream()
        .collect(Collectors.toMap(Trends::subject, Fact::value, (one, _) -> one));
  }

  private static Subject subject(Fact fact) {
    String name = fact.labels().metricName();
    if (name.equals(InsightMetric.WHOLE.text())) {
      return new Subject.Whole();
    }
    return name.equals(InsightMetric.NAMESPACE.text())
        ? new Subject.Namespace(fact.namespace())
        : new Subject.Workload(fact.namespace(), fact.labels().get("workload"));
  }

  private static Past past(@Nullable Double day, @Nullable Double week) {
    return new Past(optional(day), optional(week));
  }

  private static OptionalDouble optional(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static CheckTrend check(Latencies latencies, CheckSnapshot check) {
    ResourceId id = check.id();
    OptionalDouble now = optional(latencies.now().get(id));
    Past before = past(latencies.dayBefore().get(id), latencies.weekBefore().get(id));
    OptionalDouble day = check.uptime().h24();
    OptionalDouble week = check.uptime().d7();
    return new CheckTrend(
        id, now, before, latency(now, before), day, week, rising(day, week, LEAST_UPTIME));
  }

  private static Direction latency(OptionalDouble now, Past past) {
    OptionalDouble before = past.oldest();
    if (now.isEmpty() || before.isEmpty()) {
      return Direction.UNKNOWN;
    }
    double more = now.getAsDouble() - before.getAsDouble();
    if (Math.abs(more) < Math.max(LEAST_SECONDS, FIFTH * before.getAsDouble())) {
      return Direction.STEADY;
    }
    return more > 0 ? Direction.WORSE : Direction.BETTER;
  }

  /** What a subject's score was. */
  public Past before(Subject subject) {
    return scores.getOrDefault(subject, Past.UNKNOWN);
  }

  /** Where a subject's score goes: worse or better by 5 points or more. */
  public Direction direction(Subject subject, OptionalDouble now) {
    return rising(now, before(subject).oldest(), LEAST_POINTS);
  }

  private static Direction rising(OptionalDouble now, OptionalDouble before, double least) {
    if (now.isEmpty() || before.isEmpty()) {
      return Direction.UNKNOWN;
    }
    double more = now.getAsDouble() - before.getAsDouble();
    if (Math.abs(more) < least) {
      return Direction.STEADY;
    }
    return more > 0 ? Direction.BETTER : Direction.WORSE;
  }
}
