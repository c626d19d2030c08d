// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import dev.skopos.alert.Alert;
import dev.skopos.alert.AlertState;
import dev.skopos.alert.SourceAlerts;
import dev.skopos.insight.observe.HistoryReader.ReadFailedException;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Series;
import dev.skopos.promql.Engine;
import dev.skopos.promql.EngineOptions;
import dev.skopos.promql.Value;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.parse.ParseException;
import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.GroupDefinition.Form;
import dev.skopos.rule.QueryFunction;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.RuleDefinition;
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
import dev.skopos.store.Source;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntToDoubleFunction;

/** Rules, their store and the engine, with the time in the hands of a test. */
final class TuningLab {

  /** At a multiple of all steps. */
  static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

  static final Duration MONTH = Duration.ofDays(30);
  static final Instant END = BEGIN.plus(MONTH);

  /** No value at this step. */
  static final double ABSENT = Double.NEGATIVE_INFINITY;

  private static final class Forgetful implements RuleStateStore {
    @Override
    public Optional<RuleState> load(ResourceId rule) {
      return Optional.empty();
    }

    @Override
    public void save(ResourceId rule, RuleState state) {
      // The process of a test does not restart.
    }

    @Override
    public void delete(ResourceId rule) {
      // Nothing is kept.
    }

    @Override
    public Set<ResourceId> ids() {
      return Set.of();
    }
  }

  /** One firing of one alert. */
  record Fired(Labels alert, Instant since) {}

  final InMemoryStore store = new InMemoryStore();
  final Engine engine = new Engine(store, EngineOptions.DEFAULTS);
  final ManualScheduler scheduler;

  /** By firing, when it was seen last or ended. */
  final Map<Fired, Instant> fired =
      new TreeMap<>(Comparator.comparing(Fired::since).thenComparing(each -> each.alert()));

  final RuleRegistry rules;
  final ThresholdAdvisor advisor = new ThresholdAdvisor(this::read, () -> END);

  /**
   * Nothing stored yet.
   *
   * @param begin when rules begin to be evaluated
   */
  TuningLab(Instant begin) {
    scheduler = new ManualScheduler(begin);
    rules =
        new RuleRegistry(
            new RuleEnvironment(_ -> this::query, this::write, new Forgetful(), this::told, ""),
            scheduler,
            new SimpleMeterRegistry());
  }

  /** Stores a value for each step of the 30 days, the first at one step after their begin. */
  void store(Labels series, Duration step, IntToDoubleFunction values) {
    Appender batch = store.appender(Source.SKOPOS);
    try {
      for (int i = 0; i < MONTH.dividedBy(step); i++) {
        double value = values.applyAsDouble(i);
        if (value != ABSENT) {
          batch.append(series, BEGIN.plus(step.multipliedBy(i + 1L)).toEpochMilli(), value);
        }
      }
    } catch (AppendException e) {
      throw new AssertionError(e);
    }
    batch.commit();
  }

  List<Series> read(String expr, Instant at, BooleanSupplier cancelled) throws ReadFailedException {
    try {
      Value value = engine.instant(engine.parse(expr), at, cancelled).value();
      if (value instanceof Value.Matrix(List<Series> series)) {
        return series;
      }
      throw new AssertionError(expr);
    } catch (ParseException | QueryException e) {
      throw new ReadFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private List<Element> query(String expr, Instant at) throws QueryFunction.QueryFailedException {
    try {
      if (engine.instant(engine.parse(expr), at) instanceof Value.Vector vector) {
        return vector.points().stream().map(p -> new Element(p.labels(), p.value())).toList();
      }
      throw new AssertionError(expr);
    } catch (ParseException | QueryException e) {
      throw new QueryFunction.QueryFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private Optional<SampleWriter.Refused> write(List<RuleSample> samples) {
    Appender batch = store.appender(Source.SKOPOS);
    try {
      for (RuleSample sample : samples) {
        batch.append(sample.labels(), sample.timestamp(), sample.value());
      }
    } catch (AppendException e) {
      throw new AssertionError(e);
    }
    batch.commit();
    return Optional.empty();
  }

  private void told(SourceAlerts alerts) {
    for (Alert alert : alerts.alerts()) {
      switch (alert.state()) {
        case AlertState.Pending _ -> {}
        case AlertState.Firing(Instant since) ->
            fired.put(new Fired(alert.labels(), since), alerts.at());
        case AlertState.Resolved(Instant firedAt, Instant since, _) ->
            fired.put(new Fired(alert.labels(), firedAt), since);
      }
    }
  }

  /** How long alerts fired, all added up. */
  Duration firing() {
    return fired.entrySet().stream()
        .map(each -> Duration.between(each.getKey().since(), each.getValue()))
        .reduce(Duration.ZERO, Duration::plus);
  }

  static GroupDefinition group(Form form, TunedRule rule) {
    RuleDefinition.Alerting alert =
        new RuleDefinition.Alerting(
            "High",
            rule.expr(),
            rule.hold(),
            rule.keepFiringFor(),
            new TreeMap<>(Map.of("severity", "warning")),
            new TreeMap<>());
    return new GroupDefinition(
        new ResourceId(form == Form.SINGLE ? "AlertRule" : "RuleGroup", "shop", "high"),
        form,
        rule.interval(),
        rule.queryOffset(),
        0,
        false,
        List.of(),
        List.of(alert));
  }

  /** The rule until the last step of the month, as the rule engine evaluates it. */
  void run(Form form, TunedRule rule) {
    rules.apply(group(form, rule));
    Duration rest = Duration.between(scheduler.clock().instant(), END);
    scheduler.advance(rest.plus(rule.interval()).minusMillis(1));
  }
}
