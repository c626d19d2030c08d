// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.model.ResourceId;
import dev.skopos.rule.GroupSnapshot.Tally;
import dev.skopos.rule.RuleSnapshot.Evaluation;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * Metrics of each group that is declared as one, {@code skopos_rule_group_...}, named as those of
 * Prometheus are. Single alert rules are counted together only: there may be thousands.
 * Thread-safe.
 */
final class GroupMeters {

  private static final double MILLIS = 1000;

  private final MeterRegistry registry;
  private final Map<ResourceId, List<Meter>> meters = new ConcurrentHashMap<>();

  GroupMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Shows the group from now on. */
  void show(ResourceId id, GroupRunner runner) {
    meters.computeIfAbsent(id, _ -> register(id, runner));
  }

  /** The group is gone. */
  void forget(ResourceId id) {
    List<Meter> gone = meters.remove(id);
    if (gone != null) {
      gone.forEach(registry::remove);
    }
  }

  private List<Meter> register(ResourceId id, GroupRunner runner) {
    Tags tags = Tags.of("namespace", id.namespace(), "group", id.name());
    return List.of(
        counter(runner, tags, "iterations", "Evaluations of the whole group", Tally::iterations),
        counter(
            runner,
            tags,
            "iterations.missed",
            "Iterations left out since the one before took longer than the interval",
            Tally::missedIterations),
        counter(
            runner,
            tags,
            "evaluation.failures",
            "Evaluations of the group's rules that failed",
            Tally::failedEvaluations),
        gauge(
            runner,
            tags,
            "last.duration.seconds",
            "How long the last iteration took",
            last -> (double) last.duration().toNanos() / Duration.ofSeconds(1).toNanos()),
        gauge(
            runner,
            tags,
            "last.evaluation.timestamp.seconds",
            "When the last iteration was",
            last -> seconds(last.time())),
        gauge(
            runner,
            tags,
            "last.evaluation.samples",
            "Series that the expressions gave in the last iteration",
            Evaluation::series));
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / MILLIS;
  }

  private Meter counter(
      GroupRunner runner,
      Tags tags,
      String name,
      String description,
      ToDoubleFunction<Tally> value) {
    return FunctionCounter.builder(
            "skopos.rule.group." + name, runner, each -> value.applyAsDouble(each.tally()))
        .description(description)
        .tags(tags)
        .register(registry);
  }

  private Meter gauge(
      GroupRunner runner,
      Tags tags,
      String name,
      String description,
      ToDoubleFunction<Evaluation> value) {
    return Gauge.builder(
            "skopos.rule.group." + name,
            runner,
            each -> each.lastEvaluation().map(value::applyAsDouble).orElse(Double.NaN))
        .description(description)
        .tags(tags)
        .register(registry);
  }
}
