// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.alert.SourceAlerts;
import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Sample;
import dev.skopos.model.Series;
import dev.skopos.promql.Engine;
import dev.skopos.promql.EngineOptions;
import dev.skopos.promql.Value;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.parse.ParseException;
import dev.skopos.rule.GroupDefinition.Form;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.RuleLab.JsonStates;
import dev.skopos.rule.SampleWriter.Refused;
import dev.skopos.rule.SampleWriter.RuleSample;
import dev.skopos.schedule.ManualScheduler;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.store.InMemoryStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Groups over the real engine and a store, with the time in the hands of a test. */
final class GroupLab {
  static final ResourceId ID = new ResourceId("RuleGroup", "shop", "api");
  static final Duration INTERVAL = Duration.ofSeconds(30);

  final InMemoryStore store;
  final JsonStates states;
  final ManualScheduler scheduler;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final List<RuleSample> written = new ArrayList<>();
  final List<SourceAlerts> handedOver = new ArrayList<>();
  final RuleRegistry registry;
  Runnable beforeQuery = () -> {};

  /** What every query gives; null: what the store has. */
  @Nullable List<Element> answer;

  private final Engine engine;

  GroupLab() {
    this(new InMemoryStore(), new JsonStates(), RuleLab.START);
  }

  private GroupLab(InMemoryStore store, JsonStates states, Instant start) {
    this.store = store;
    this.states = states;
    this.scheduler = new ManualScheduler(start);
    this.engine = new Engine(store, EngineOptions.DEFAULTS);
    RuleEnvironment environment =
        new RuleEnvironment(_ -> this::query, this::record, states, handedOver::add, "");
    this.registry = new RuleRegistry(environment, scheduler, meters);
  }

  /** The process after a kill: what is left is the store and the saved state. */
  GroupLab restarted(Duration outage) {
    return new GroupLab(store, states, now().plus(outage));
  }

  Instant now() {
    return scheduler.clock().instant();
  }

  void advance(Duration duration) {
    scheduler.advance(duration);
  }

  /** Applies the group and goes to its first iteration, whose instant it gives. */
  Instant begin(GroupDefinition group) {
    Instant slot = plan(group);
    scheduler.advance(Duration.between(now(), slot));
    return slot;
  }

  /** Applies the group; gives the instant of its first iteration. */
  Instant plan(GroupDefinition group) {
    registry.apply(group);
    return Objects.requireNonNull(snapshot().nextEvaluation());
  }

  /** When the same group would begin under another name. */
  Instant firstSlot(ResourceId id, GroupDefinition group) {
    registry.apply(
        new GroupDefinition(
            id, Form.GROUP, group.interval(), Duration.ZERO, 0, false, List.of(), group.rules()));
    return Objects.requireNonNull(registry.snapshot(id).orElseThrow().nextEvaluation());
  }

  /** The value of the only series of a metric. */
  double valueOf(String metric, Instant at) {
    try {
      return evaluate(metric, at).getFirst().value();
    } catch (QueryFunction.QueryFailedException e) {
      throw new AssertionError(e);
    }
  }

  GroupSnapshot snapshot() {
    return registry.snapshot(ID).orElseThrow();
  }

  private List<Element> query(String expr, Instant at) throws QueryFunction.QueryFailedException {
    beforeQuery.run();
    return answer == null ? evaluate(expr, at) : answer;
  }

  private List<Element> evaluate(String expr, Instant at)
      throws QueryFunction.QueryFailedException {
    try {
      return switch (engine.instant(engine.parse(expr), at)) {
        case Value.Vector vector ->
            vector.points().stream().map(p -> new Element(p.labels(), p.value())).toList();
        case Value.Scalar scalar -> List.of(new Element(Labels.EMPTY, scalar.value()));
        case Value.Matrix _, Value.Text _ -> throw new AssertionError(expr);
      };
    } catch (ParseException | QueryException e) {
      throw new QueryFunction.QueryFailedException(Objects.toString(e.getMessage()), e);
    }
  }

  private Optional<Refused> record(List<RuleSample> batch) {
    written.addAll(batch);
    return write(batch);
  }

  /** As in the product, what the store refuses hinders nothing else. */
  private Optional<Refused> write(List<RuleSample> batch) {
    Appender appender = store.appender();
    int refused = 0;
    for (RuleSample sample : batch) {
      try {
        append(appender, sample);
      } catch (AppendException e) {
        assertThat(e.reason()).isEqualTo(AppendException.Reason.DUPLICATE);
        refused += Sample.isStale(sample.value()) ? 0 : 1;
      }
    }
    appender.commit();
    return refused == 0 ? Optional.empty() : Optional.of(new Refused(refused, "duplicate"));
  }

  private static void append(Appender appender, RuleSample sample) throws AppendException {
    Histogram histogram = sample.histogram();
    if (histogram == null) {
      appender.append(sample.labels(), sample.timestamp(), sample.value());
    } else {
      appender.append(sample.labels(), sample.timestamp(), histogram);
    }
  }

  /** The only series of a metric. */
  Series stored(String metric) {
    List<Series> found =
        store.select(Long.MIN_VALUE, Long.MAX_VALUE, List.of(Matcher.equal("__name__", metric)));
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  /** Something outside of the rules has this value from now on; not a number: it ended. */
  void put(double value, String... labels) {
    write(List.of(new RuleSample(Labels.of(labels), now().toEpochMilli(), value)));
  }

  /** What was written of a metric: seconds since the instant, labels without the name, value. */
  List<String> writtenOf(String metric, Instant since) {
    return written.stream()
        .filter(sample -> sample.labels().metricName().equals(metric))
        .map(sample -> text(sample, since))
        .toList();
  }

  private static String text(RuleSample sample, Instant since) {
    String value = Sample.isStale(sample.value()) ? "stale" : Double.toString(sample.value());
    double seconds = (sample.timestamp() - since.toEpochMilli()) / 1000.0;
    return "%s %s %s".formatted(seconds, sample.labels().withoutMetricName(), value);
  }

  static GroupDefinition group(RuleDefinition... rules) {
    return group(Duration.ZERO, 0, rules);
  }

  static GroupDefinition group(Duration queryOffset, int limit, RuleDefinition... rules) {
    return new GroupDefinition(
        ID, Form.GROUP, INTERVAL, queryOffset, limit, false, List.of(), List.of(rules));
  }

  static RuleDefinition.Recording record(String name, String expr, String... labels) {
    Map<String, String> all = new TreeMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      all.put(labels[i], labels[i + 1]);
    }
    return new RuleDefinition.Recording(name, expr, new TreeMap<>(all));
  }

  static RuleDefinition.Alerting alert(String name, String expr, Duration hold) {
    return new RuleDefinition.Alerting(
        name,
        expr,
        hold,
        Duration.ZERO,
        new TreeMap<>(Map.of("severity", "{{ if gt $value 9.0 }}critical{{ else }}info{{ end }}")),
        new TreeMap<>());
  }
}
