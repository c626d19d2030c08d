// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

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
import dev.skopos.promql.Engine;
import dev.skopos.promql.EngineOptions;
import dev.skopos.promql.Value;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.parse.ParseException;
import dev.skopos.rule.QueryFunction;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.RuleEnvironment;
import dev.skopos.rule.RuleRegistry;
import dev.skopos.rule.RuleState;
import dev.skopos.rule.RuleStateStore;
import dev.skopos.rule.SampleWriter;
import dev.skopos.rule.SampleWriter.RuleSample;
import dev.skopos.schedule.ManualScheduler;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.store.InMemoryStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A registry of forecasts over the real engine and a store in memory, with time in its hands. */
final class CapacityLab {

  static final Instant START = Instant.parse("2026-03-01T00:20:00Z");
  static final ResourceId ID = new ResourceId(CapacityDefinition.KIND, "shop", "orders-db");
  static final double GIB = 1024.0 * 1024 * 1024;

  private static final class States implements RuleStateStore {
    private final Map<ResourceId, RuleState> states = new HashMap<>();

    @Override
    public Optional<RuleState> load(ResourceId rule) {
      return Optional.ofNullable(states.get(rule));
    }

    @Override
    public void save(ResourceId rule, RuleState state) {
      states.put(rule, state);
    }

    @Override
    public void delete(ResourceId rule) {
      states.remove(rule);
    }

    @Override
    public Set<ResourceId> ids() {
      return Set.copyOf(states.keySet());
    }
  }

  final ManualScheduler scheduler = new ManualScheduler(START);
  final InMemoryStore store = new InMemoryStore();
  final Engine engine = new Engine(store, EngineOptions.DEFAULTS);
  final List<SourceAlerts> handedOver = new ArrayList<>();
  final List<String> asked = new ArrayList<>();
  final ForecastsAtWork forecasts = new ForecastsAtWork();
  final CapacityRegistry registry;
  boolean storeFails;

  /** What objects say of themselves. */
  TargetAmounts targets = (_, _) -> List.of();

  CapacityLab() {
    RuleEnvironment environment =
        new RuleEnvironment(
            new CapacityQueries(forecasts, _ -> this::query),
            this::write,
            new States(),
            handedOver::add,
            "");
    RuleRegistry rules = new RuleRegistry(environment, scheduler, new SimpleMeterRegistry());
    this.registry =
        new CapacityRegistry(
            new CapacityEnvironment(
                this::read,
                this::write,
                (target, namespace) -> targets.read(target, namespace),
                scheduler,
                scheduler),
            rules,
            forecasts);
  }

  private List<Series> read(String expr, Instant at) throws SeriesReader.ReadFailedException {
    asked.add(expr);
    try {
      if (storeFails) {
        throw new QueryException("the store does not answer");
      }
      return switch (engine.instant(engine.parse(expr), at)) {
        case Value.Matrix(List<Series> series) -> series;
        case Value.Vector vector ->
            vector.points().stream()
                .map(
                    each ->
                        new Series(
                            each.labels(),
                            new long[] {each.timestamp()},
                            new double[] {each.value()}))
                .toList();
        case Value.Scalar _, Value.Text _ -> throw new AssertionError(expr);
      };
    } catch (ParseException | QueryException e) {
      throw new SeriesReader.ReadFailedException(Objects.toString(e.getMessage()), e);
    }
  }

  /** What the engine gives now. */
  List<Element> query(String expr) {
    try {
      return query(expr, now());
    } catch (QueryFunction.QueryFailedException e) {
      throw new AssertionError(e);
    }
  }

  private List<Element> query(String expr, Instant at) throws QueryFunction.QueryFailedException {
    try {
      return switch (engine.instant(engine.parse(expr), at)) {
        case Value.Vector vector ->
            vector.points().stream().map(p -> new Element(p.labels(), p.value())).toList();
        case Value.Scalar _, Value.Matrix _, Value.Text _ -> throw new AssertionError(expr);
      };
    } catch (ParseException | QueryException e) {
      throw new QueryFunction.QueryFailedException(Objects.toString(e.getMessage()), e);
    }
  }

  private Optional<SampleWriter.Refused> write(List<RuleSample> batch) {
    try {
      Appender appender = store.appender();
      for (RuleSample sample : batch) {
        appender.append(sample.labels(), sample.timestamp(), sample.value());
      }
      appender.commit();
    } catch (AppendException e) {
      throw new AssertionError(e);
    }
    return Optional.empty();
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
    write(batch);
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
