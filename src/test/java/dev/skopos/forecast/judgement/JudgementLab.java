// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.judgement;

import dev.skopos.forecast.CapacityEnvironment;
import dev.skopos.forecast.SeriesReader;
import dev.skopos.forecast.model.Side;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Series;
import dev.skopos.promql.Engine;
import dev.skopos.promql.EngineOptions;
import dev.skopos.promql.Value;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.parse.ParseException;
import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.QueryFunction;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.RuleDefinition;
import dev.skopos.rule.RuleEnvironment;
import dev.skopos.rule.RuleRegistry;
import dev.skopos.rule.RuleSnapshot;
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
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/** Judged rules over the real engine and a store in memory, with time in its hands. */
final class JudgementLab {

  /** A Tuesday. */
  static final Instant START = Instant.parse("2026-03-03T10:00:00Z");

  static final ResourceId ID = new ResourceId("AlertRule", "shop", "orders");
  static final Labels SHOP = Labels.of("app", "shop");
  static final Duration INTERVAL = Duration.ofMinutes(1);

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

  private final InMemoryStore store = new InMemoryStore();
  private final Engine engine = new Engine(store, EngineOptions.DEFAULTS);
  private final States states = new States();
  ManualScheduler scheduler = new ManualScheduler(START);
  RuleRegistry rules;
  JudgementRegistry registry;
  boolean storeFails;

  JudgementLab() {
    begin();
  }

  private void begin() {
    JudgesAtWork judges = new JudgesAtWork();
    rules =
        new RuleRegistry(
            new RuleEnvironment(
                new JudgementQueries(judges, _ -> this::query), this::write, states, _ -> {}, ""),
            scheduler,
            new SimpleMeterRegistry());
    registry =
        new JudgementRegistry(
            new CapacityEnvironment(
                this::read, this::write, (_, _) -> List.of(), scheduler, scheduler),
            rules,
            judges);
  }

  /** Stands for another process, some time later, with the same store and volume. */
  void restart(Duration later) {
    scheduler = new ManualScheduler(now().plus(later));
    begin();
  }

  private Value ask(String expr, Instant at) throws ParseException {
    if (storeFails) {
      throw new QueryException("the store does not answer");
    }
    return engine.instant(engine.parse(expr), at);
  }

  private List<Series> read(String expr, Instant at) throws SeriesReader.ReadFailedException {
    try {
      return switch (ask(expr, at)) {
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

  private List<Element> query(String expr, Instant at) throws QueryFunction.QueryFailedException {
    try {
      return switch (ask(expr, at)) {
        case Value.Vector vector ->
            vector.points().stream().map(p -> new Element(p.labels(), p.value())).toList();
        case Value.Scalar _, Value.Matrix _, Value.Text _ -> throw new AssertionError(expr);
      };
    } catch (ParseException | QueryException e) {
      throw new QueryFunction.QueryFailedException(Objects.toString(e.getMessage()), e);
    }
  }

  /** The value of the one series that an expression gives now; empty: it gives none. */
  OptionalDouble value(String expr) {
    try {
      return query(expr, now()).stream().mapToDouble(Element::value).findFirst();
    } catch (QueryFunction.QueryFailedException e) {
      throw new AssertionError(e);
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
    write(batch);
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
      write(List.of(sample(SHOP, next, byHour.applyAsDouble(hour))));
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
