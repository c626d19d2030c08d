// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.alert.Alert;
import dev.skopos.alert.AlertState;
import dev.skopos.alert.SourceAlerts;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Sample;
import dev.skopos.promql.Engine;
import dev.skopos.promql.EngineOptions;
import dev.skopos.promql.Value;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.parse.ParseException;
import dev.skopos.rule.QueryFunction;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.QueryFunction.QueryFailedException;
import dev.skopos.rule.RuleEnvironment;
import dev.skopos.rule.RuleRegistry;
import dev.skopos.rule.RuleState;
import dev.skopos.rule.RuleStateStore;
import dev.skopos.rule.SampleWriter.Refused;
import dev.skopos.rule.SampleWriter.RuleSample;
import dev.skopos.schedule.ManualScheduler;
import dev.skopos.slo.count.Accounts;
import dev.skopos.slo.definition.ObjectiveDefinition;
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
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A registry of objectives over that of rules, with everything around them in a test's hands. */
final class ObjectiveLab {

  final ManualScheduler scheduler;
  final List<RuleSample> written = new ArrayList<>();
  final List<SourceAlerts> handedOver = new ArrayList<>();
  final List<ObjectiveEvent> events = new ArrayList<>();
  final List<ResourceId> forgotten = new ArrayList<>();
  final Map<String, Set<ResourceId>> retained = new TreeMap<>();
  final List<ResourceId> changes = new ArrayList<>();
  final Map<ResourceId, RuleState> states;
  final RuleRegistry rules;
  final ObjectiveRegistry registry;
  final ObjectiveQueries queries;
  @Nullable InMemoryStore store;
  Course course;
  int opened;
  int advanced;
  @Nullable String failure;
  @Nullable RuntimeException surprise;
  Instant countedFrom = Instant.MIN;
  Duration behind = Duration.ZERO;
  @Nullable Instant resumedAt;
  @Nullable Duration sampleSpacing;

  ObjectiveLab(Course course, Instant now) {
    this(course, now, new TreeMap<>());
  }

  private ObjectiveLab(Course course, Instant now, Map<ResourceId, RuleState> states) {
    this.course = course;
    this.states = states;
    this.scheduler = new ManualScheduler(now);
    ObjectivesAtWork atWork = new ObjectivesAtWork();
    this.queries =
        new ObjectiveQueries(
            atWork,
            _ ->
                (expr, _) -> {
                  throw new QueryFailedException("nobody answers " + expr);
                });
    this.rules =
        new RuleRegistry(
            new RuleEnvironment(
                queries,
                this::write,
                new States(states),
                new TierInhibition(atWork, handedOver::add),
                ""),
            scheduler,
            new SimpleMeterRegistry());
    this.registry =
        new ObjectiveRegistry(
            new ObjectiveEnvironment(
                atWork, new Countings(), rules, this::write, new Events(), scheduler),
            scheduler);
    registry.onChange(changes::add);
  }

  /** The process after a kill: the state of rules, what was counted and the record are left. */
  ObjectiveLab restarted(Duration outage) {
    ObjectiveLab after = new ObjectiveLab(course, now().plus(outage), states);
    after.resumedAt = now();
    after.events.addAll(events);
    return after;
  }

  Instant now() {
    return scheduler.clock().instant();
  }

  void advance(Duration time) {
    scheduler.advance(time);
  }

  ObjectiveSnapshot apply(Objectives objective) {
    assertAccepted(objective.build());
    advance(Duration.ZERO);
    return snapshot();
  }

  private void assertAccepted(ObjectiveDefinition definition) {
    if (registry.apply(definition) instanceof dev.skopos.model.Applied.Rejected rejected) {
      throw new AssertionError(rejected);
    }
  }

  ObjectiveSnapshot snapshot() {
    return registry.snapshot(Objectives.ID).orElseThrow();
  }

  /** Alerts that were handed over last: name, labels that matter, state. */
  List<String> alerts() {
    return handedOver.isEmpty()
        ? List.of()
        : handedOver.getLast().alerts().stream().map(ObjectiveLab::text).sorted().toList();
  }

  static String text(Alert alert) {
    String which = alert.labels().get("tier");
    String state =
        switch (alert.state()) {
          case AlertState.Pending _ -> "pending";
          case AlertState.Firing _ -> "firing";
          case AlertState.Resolved resolved -> "resolved " + resolved.reason();
        };
    return (alert.labels().get("alertname") + " " + which).strip() + " " + state;
  }

  /** What the engine gives from the series that were written. */
  List<Element> ask(String expr, Instant at) {
    Engine engine = new Engine(Objects.requireNonNull(store), EngineOptions.DEFAULTS);
    try {
      return switch (engine.instant(engine.parse(expr), at)) {
        case Value.Vector vector ->
            vector.points().stream().map(p -> new Element(p.labels(), p.value())).toList();
        case Value.Scalar _, Value.Matrix _, Value.Text _ -> throw new AssertionError(expr);
      };
    } catch (ParseException | QueryException e) {
      throw new AssertionError(expr, e);
    }
  }

  /** What an expression of an alert gives from memory. */
  List<Element> remember(String expr, Instant at) {
    try {
      QueryFunction answers = queries.apply(Objectives.ID);
      return answers.query(expr, at);
    } catch (QueryFailedException e) {
      throw new AssertionError(e);
    }
  }

  /** The newest value of a series, without looking at its labels but these. */
  Optional<Double> newest(String metric, String... labels) {
    Labels wanted = Labels.of(labels);
    return written.reversed().stream()
        .filter(sample -> sample.labels().metricName().equals(metric))
        .filter(sample -> sample.labels().only(wanted.toMap().keySet()).equals(wanted))
        .map(RuleSample::value)
        .filter(value -> !Sample.isStale(value))
        .findFirst();
  }

  private Optional<Refused> write(List<RuleSample> batch) {
    written.addAll(batch);
    if (store != null) {
      Appender appender = store.appender();
      for (RuleSample sample : batch) {
        try {
          appender.append(sample.labels(), sample.timestamp(), sample.value());
        } catch (AppendException e) {
          throw new AssertionError(sample.toString(), e);
        }
      }
      appender.commit();
    }
    return Optional.empty();
  }

  private record States(Map<ResourceId, RuleState> states) implements RuleStateStore {
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

  private final class Events implements ObjectiveEvents {

    @Override
    public void append(List<ObjectiveEvent> more) {
      events.addAll(more);
    }

    @Override
    public List<ObjectiveEvent> list(ResourceId objective, Instant from, Instant to, int limit) {
      return events.reversed().stream()
          .filter(event -> !event.at().isBefore(from) && event.at().isBefore(to))
          .limit(limit)
          .toList();
    }
  }

  private final class Countings implements Counting.Factory {
    @Override
    public Counting open(ObjectiveDefinition objective) {
      opened++;
      return new Counted();
    }

    @Override
    public void forget(ResourceId objective) {
      forgotten.add(objective);
    }

    @Override
    public void retainOnly(String kind, Set<ResourceId> objectives) {
      retained.put(kind, objectives);
    }
  }

  private final class Counted implements Counting {
    private Instant until = Instant.EPOCH;

    @Override
    public void advance(Instant to) throws CountingFailedException {
      advanced++;
      if (failure != null) {
        throw new CountingFailedException(failure);
      }
      until = to.minus(behind);
    }

    @Override
    public Instant countedFrom() {
      return countedFrom;
    }

    @Override
    public Optional<Instant> resumedAt() {
      return Optional.ofNullable(resumedAt);
    }

    @Override
    public Optional<Duration> sampleSpacing() {
      return Optional.ofNullable(sampleSpacing);
    }

    @Override
    public Accounts accounts() {
      if (surprise != null) {
        throw surprise;
      }
      return course.at(until);
    }
  }
}
