// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.judgement;

import dev.skopos.forecast.CapacityEnvironment;
import dev.skopos.forecast.SampleLab;
import dev.skopos.forecast.model.Side;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.RuleDefinition;
import dev.skopos.rule.RuleEnvironment;
import dev.skopos.rule.RuleRegistry;
import dev.skopos.rule.RuleSnapshot;
import dev.skopos.rule.SampleWriter.RuleSample;
import dev.skopos.schedule.ManualScheduler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/** Judged rules over the real engine and a store in memory, with time in its hands. */
final class JudgementLab {

  /** A Tuesday. */
  static final Instant START = Instant.parse("2026-03-03T10:00:00Z");

  static final ResourceId ID = new ResourceId("AlertRule", "shop", "orders");
  static final Labels SHOP = Labels.of("app", "shop");
  static final Duration INTERVAL = Duration.ofMinutes(1);

  private final SampleLab samples = new SampleLab();
  private final SampleLab.States states = new SampleLab.States();
  ManualScheduler scheduler = new ManualScheduler(START);
  RuleRegistry rules;
  JudgementRegistry registry;

  JudgementLab() {
    begin();
  }

  private void begin() {
    JudgesAtWork judges = new JudgesAtWork();
    rules =
        new RuleRegistry(
            new RuleEnvironment(
                new JudgementQueries(judges, _ -> samples::query),
                samples::write,
                states,
                _ -> {},
                ""),
            scheduler,
            new SimpleMeterRegistry());
    registry =
        new JudgementRegistry(
            new CapacityEnvironment(
                samples::read, samples::write, (_, _) -> List.of(), scheduler, scheduler),
            rules,
            judges);
  }

  /** Stands for another process, some time later, with the same store and volume. */
  void restart(Duration later) {
    scheduler = new ManualScheduler(now().plus(later));
    begin();
  }

  /** From now on the store gives no answers, or gives them again. */
  void storeFails(boolean failing) {
    samples.fail(failing);
  }

  /** The value of the one series that an expression gives now; empty: it gives none. */
  OptionalDouble value(String expr) {
    return samples.known(expr, now()).stream().mapToDouble(Element::value).findFirst();
  }

  Instant now() {
    return scheduler.clock().instant();
  }

  /** A sample at each full hour of so many days before now; NaN: none. */
  void past(Labels labels, int days, DoubleUnaryOperator byHour) {
    List<RuleSample> batch = new ArrayList<>();
    for (int hour = -24 * days; hour <= 0; hour++) {
      double value = byHour.applyAsDouble(hour);
      Instant at = START.plus(Duration.ofHours(hour));
      if (!Double.isNaN(value)) {
        batch.add(sample(labels, at, value));
      }
    }
    samples.write(batch);
  }

  private static RuleSample sample(Labels labels, Instant at, double value) {
    return new RuleSample(labels.with(Labels.METRIC_NAME, "orders"), at.toEpochMilli(), value);
  }

  /**
   * A sample a minute from now on, each before the evaluation of its minute, by hours from START.
   */
  void live(Duration duration, DoubleUnaryOperator byHour) {
    for (long minute = 0; minute < duration.toMinutes(); minute++) {
      Instant next = now().plusMillis(1);
      double hour = Duration.between(START, next).toSeconds() / 3600.0;
      samples.write(List.of(sample(SHOP, next, byHour.applyAsDouble(hour))));
      scheduler.advance(INTERVAL);
    }
  }

  /** As {@link #live}, minute by minute with these values. */
  void live(double... values) {
    for (double value : values) {
      live(INTERVAL, _ -> value);
    }
  }

  static GroupDefinition rule(boolean judged, boolean suspend) {
    return new GroupDefinition(
        ID,
        GroupDefinition.Form.SINGLE,
        INTERVAL,
        Duration.ZERO,
        0,
        suspend,
        List.of(),
        List.of(
            new RuleDefinition.Alerting(
                "Orders",
                "orders # by app",
                Duration.ZERO,
                Duration.ZERO,
                new TreeMap<>(Map.of("severity", "warning")),
                new TreeMap<>(
                    Map.of("summary", "expected {{ .Expected | humanize }}, not {{ $value }}")),
                judged)));
  }

  static Judgement.Anomaly anomaly() {
    return anomaly(Side.BOTH, 0);
  }

  static Judgement.Anomaly anomaly(Side side, double minDeviation) {
    return new Judgement.Anomaly(0.01, Duration.ofDays(28), side, minDeviation);
  }

  /** Applies, and learns. */
  void apply(Judgement judgement) {
    registry.apply(rule(true, false), Optional.of(judgement));
    scheduler.advance(Duration.ZERO);
  }

  RuleSnapshot.State state() {
    return rules.snapshot(ID).orElseThrow().state();
  }

  boolean fires() {
    return state() == RuleSnapshot.State.FIRING;
  }

  RuleSnapshot.Instance alert() {
    return rules.snapshot(ID).orElseThrow().instances().getFirst();
  }

  JudgementSnapshot snapshot() {
    return registry.snapshot(ID).orElseThrow();
  }
}
