// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.alert.Alert;
import dev.skopos.alert.AlertState;
import dev.skopos.alert.SourceAlerts;
import dev.skopos.forecast.definition.CapacityAlerting;
import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.forecast.definition.CapacityResource;
import dev.skopos.forecast.definition.LimitSource;
import dev.skopos.forecast.definition.ResourceType;
import dev.skopos.forecast.definition.Risk;
import dev.skopos.forecast.definition.RiskLevels;
import dev.skopos.forecast.definition.Target;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Series;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.RuleEnvironment;
import dev.skopos.rule.RuleRegistry;
import dev.skopos.rule.SampleWriter.RuleSample;
import dev.skopos.schedule.ManualScheduler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A registry of forecasts over the real engine and a store in memory, with time in its hands. */
final class CapacityLab {

  static final Instant START = Instant.parse("2026-03-01T00:20:00Z");
  static final ResourceId ID = new ResourceId(CapacityDefinition.KIND, "shop", "orders-db");
  static final double GIB = 1024.0 * 1024 * 1024;

  final ManualScheduler scheduler = new ManualScheduler(START);
  private final SampleLab samples = new SampleLab();
  final List<SourceAlerts> handedOver = new ArrayList<>();
  final List<String> asked = new ArrayList<>();
  final ForecastsAtWork forecasts = new ForecastsAtWork();
  final CapacityRegistry registry;

  /** What objects say of themselves. */
  TargetAmounts targets = (_, _) -> List.of();

  CapacityLab() {
    RuleEnvironment environment =
        new RuleEnvironment(
            new CapacityQueries(forecasts, _ -> samples::query),
            samples::write,
            new SampleLab.States(),
            handedOver::add,
            "");
    RuleRegistry rules = new RuleRegistry(environment, scheduler, new SimpleMeterRegistry());
    this.registry =
        new CapacityRegistry(
            new CapacityEnvironment(
                this::read,
                samples::write,
                (target, namespace) -> targets.read(target, namespace),
                scheduler,
                scheduler),
            rules,
            forecasts);
  }

  private List<Series> read(String expr, Instant at) throws SeriesReader.ReadFailedException {
    asked.add(expr);
    return samples.read(expr, at);
  }

  /** From now on the store gives no answers, or gives them again. */
  void storeFails(boolean failing) {
    samples.fail(failing);
  }

  /** What is in the store now. */
  List<Element> query(String expr) {
    return samples.known(expr, now());
  }

  /** What was told of risks, in order, each once: {@code High fires}. */
  List<String> told() {
    return handedOver.stream()
        .flatMap(each -> each.alerts().stream())
        .map(CapacityLab::news)
        .distinct()
        .toList();
  }

  private static String news(Alert alert) {
    String what =
        switch (alert.state()) {
          case AlertState.Pending() -> " is pending";
          case AlertState.Firing _ -> " fires";
          case AlertState.Resolved _ -> " resolves";
        };
    return alert.labels().get("risk") + what;
  }

  Instant now() {
    return scheduler.clock().instant();
  }

  /** Samples every 5 minutes between two instants, by the days since the start of the lab. */
  void sample(String metric, Duration from, Duration to, DoubleUnaryOperator byDay) {
    sample(Labels.of(Labels.METRIC_NAME, metric), from, to, byDay);
  }

  void sample(Labels labels, Duration from, Duration to, DoubleUnaryOperator byDay) {
    List<RuleSample> batch = new ArrayList<>();
    for (Duration at = from; at.compareTo(to) <= 0; at = at.plusMinutes(5)) {
      double day = at.toSeconds() / 86_400.0;
      batch.add(new RuleSample(labels, START.plus(at).toEpochMilli(), byDay.applyAsDouble(day)));
    }
    samples.write(batch);
  }

  /** As {@link #sample} over the days before the start. */
  void past(String metric, int days, DoubleUnaryOperator byDay) {
    sample(metric, Duration.ofDays(-days), Duration.ZERO, byDay);
  }

  static CapacityResource storage(String name) {
    return new CapacityResource(
        name, ResourceType.STORAGE, "used", new LimitSource.Expression("size"));
  }

  static CapacityDefinition definition(CapacityResource... resources) {
    return definition(Risk.HIGH, false, resources);
  }

  static CapacityDefinition definition(
      @Nullable Risk from, boolean suspend, CapacityResource... resources) {
    return new CapacityDefinition(
        ID,
        new Target(Target.Kind.PERSISTENT_VOLUME_CLAIM, "data-orders-db-0"),
        List.of(resources),
        CapacityDefinition.DEFAULT_HORIZON,
        Duration.ofDays(28),
        CapacityDefinition.DEFAULT_INTERVAL,
        RiskLevels.DEFAULT,
        CapacityAlerting.of(from),
        List.of(),
        suspend);
  }

  /** Applies, makes what is due, and gives what is known then. */
  CapacitySnapshot applied(CapacityDefinition definition) {
    registry.apply(definition);
    scheduler.advance(Duration.ZERO);
    return snapshot();
  }

  CapacitySnapshot snapshot() {
    return registry.snapshot(ID).orElseThrow();
  }
}
