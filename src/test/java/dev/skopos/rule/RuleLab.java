// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.skopos.alert.Alert;
import dev.skopos.alert.AlertState;
import dev.skopos.alert.SourceAlerts;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Sample;
import dev.skopos.rule.GroupDefinition.Form;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.SampleWriter.RuleSample;
import dev.skopos.schedule.ManualScheduler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A registry of rules with everything around it in the hands of a test. */
final class RuleLab {
  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  static final ResourceId ID = new ResourceId("AlertRule", "shop", "down");
  static final Labels CHECKOUT = Labels.of("__name__", "up", "job", "checkout");

  /** States as JSON, so that a test sees what a real store would bring back. */
  static final class JsonStates implements RuleStateStore {
    private static final ObjectMapper MAPPER =
        JsonMapper.builder().addModule(new JavaTimeModule()).build();
    final Map<ResourceId, String> texts = new TreeMap<>();
    int writes;

    @Override
    public Optional<RuleState> load(ResourceId rule) {
      return Optional.ofNullable(texts.get(rule)).map(JsonStates::read);
    }

    private static RuleState read(String text) {
      try {
        return MAPPER.readValue(text, RuleState.class);
      } catch (JsonProcessingException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void save(ResourceId rule, RuleState state) {
      try {
        texts.put(rule, MAPPER.writeValueAsString(state));
        writes++;
      } catch (JsonProcessingException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void delete(ResourceId rule) {
      texts.remove(rule);
    }

    @Override
    public Set<ResourceId> ids() {
      return new TreeSet<>(texts.keySet());
    }
  }

  final ManualScheduler scheduler;
  final JsonStates states;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final List<RuleSample> samples = new ArrayList<>();
  final List<SourceAlerts> handedOver = new ArrayList<>();
  final List<Instant> evaluations = new ArrayList<>();
  final RuleRegistry registry;
  QueryFunction answer = (_, _) -> List.of();

  RuleLab() {
    this(START, new JsonStates());
  }

  private RuleLab(Instant start, JsonStates states) {
    this.scheduler = new ManualScheduler(start);
    this.states = states;
    RuleEnvironment environment =
        new RuleEnvironment(
            _ -> this::query, this::write, states, handedOver::add, "https://skopos.example");
    this.registry = new RuleRegistry(environment, scheduler, meters);
  }

  /** The process after a kill: nothing but the saved state is left. */
  RuleLab restarted(Duration outage) {
    return new RuleLab(now().plus(outage), states);
  }

  private Optional<SampleWriter.Refused> write(List<RuleSample> batch) {
    samples.addAll(batch);
    return Optional.empty();
  }

  private List<Element> query(String expr, Instant at) throws QueryFunction.QueryFailedException {
    evaluations.add(at);
    return answer.query(expr, at);
  }

  Instant now() {
    return scheduler.clock().instant();
  }

  void advance(String duration) {
    scheduler.advance(Duration.parse("PT" + duration));
  }

  /** From now on the condition holds for these series. */
  void holdsFor(Labels... series) {
    answer = (_, _) -> List.of(series).stream().map(labels -> new Element(labels, 0)).toList();
  }

  void holdsForNone() {
    holdsFor();
  }

  void queriesFail(String message) {
    answer =
        (_, _) -> {
          throw new QueryFunction.QueryFailedException(message);
        };
  }

  GroupSnapshot snapshot() {
    return registry.snapshot(ID).orElseThrow();
  }

  /** The state of the only alert that was handed over last, or the number of alerts. */
  String lastHandedOver() {
    List<Alert> alerts = handedOver.getLast().alerts();
    return alerts.size() == 1 ? name(alerts.getFirst().state()) : "" + alerts.size();
  }

  static String name(AlertState state) {
    return switch (state) {
      case AlertState.Pending _ -> "Pending";
      case AlertState.Firing _ -> "Firing";
      case AlertState.Resolved resolved -> "Resolved " + resolved.reason();
    };
  }

  /** The samples of one series as {@code seconds since the start: value}. */
  List<String> samplesOf(String metric, String state) {
    return samples.stream()
        .filter(sample -> sample.labels().metricName().equals(metric))
        .filter(sample -> sample.labels().get("alertstate").equals(state))
        .map(RuleLab::text)
        .toList();
  }

  private static String text(RuleSample sample) {
    long seconds = (sample.timestamp() - START.toEpochMilli()) / 1000;
    return seconds + (Sample.isStale(sample.value()) ? ": stale" : ": " + (long) sample.value());
  }

  /** A rule on {@code up == 0} every 30 s; the durations as in {@code 5m}, without PT. */
  static GroupDefinition rule(String hold, String keepFiringFor) {
    return single(
        ID,
        Duration.ofSeconds(30),
        new RuleDefinition.Alerting(
            "Down",
            "up == 0",
            Duration.parse("PT" + hold),
            Duration.parse("PT" + keepFiringFor),
            new TreeMap<>(Map.of("severity", "critical")),
            new TreeMap<>()));
  }

  static GroupDefinition single(ResourceId id, Duration interval, RuleDefinition.Alerting rule) {
    return new GroupDefinition(
        id, Form.SINGLE, interval, Duration.ZERO, 0, false, List.of(), List.of(rule));
  }

  static RuleDefinition.Alerting alert(GroupDefinition group) {
    return (RuleDefinition.Alerting) group.rules().getFirst();
  }

  static GroupDefinition withExpr(GroupDefinition group, String expr) {
    return copy(group, expr, alert(group).labels(), alert(group).annotations());
  }

  static GroupDefinition withLabels(GroupDefinition group, String... labels) {
    TreeMap<String, String> all = new TreeMap<>(alert(group).labels());
    for (int i = 0; i < labels.length; i += 2) {
      all.put(labels[i], labels[i + 1]);
    }
    return copy(group, alert(group).expr(), all, alert(group).annotations());
  }

  static GroupDefinition withAnnotation(GroupDefinition group, String name, String text) {
    TreeMap<String, String> annotations = new TreeMap<>(alert(group).annotations());
    annotations.put(name, text);
    return copy(group, alert(group).expr(), alert(group).labels(), annotations);
  }

  static GroupDefinition suspended(GroupDefinition group) {
    return copy(group, group.interval(), group.limit(), true, group.rules());
  }

  static GroupDefinition every(GroupDefinition group, Duration interval) {
    return copy(group, interval, group.limit(), group.suspend(), group.rules());
  }

  static GroupDefinition limited(GroupDefinition group, int limit) {
    return copy(group, group.interval(), limit, group.suspend(), group.rules());
  }

  private static GroupDefinition copy(
      GroupDefinition group,
      String expr,
      Map<String, String> labels,
      Map<String, String> annotations) {
    RuleDefinition.Alerting rule = alert(group);
    RuleDefinition changed =
        new RuleDefinition.Alerting(
            rule.name(),
            expr,
            rule.hold(),
            rule.keepFiringFor(),
            new TreeMap<>(labels),
            new TreeMap<>(annotations));
    return copy(group, group.interval(), group.limit(), group.suspend(), List.of(changed));
  }

  static GroupDefinition copy(
      GroupDefinition group,
      Duration interval,
      int limit,
      boolean suspend,
      List<RuleDefinition> rules) {
    return new GroupDefinition(
        group.id(),
        group.form(),
        interval,
        group.queryOffset(),
        limit,
        suspend,
        group.channels(),
        rules);
  }
}
