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
import dev.skopos.model.Severity;
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
            this::query, samples::addAll, states, handedOver::add, "https://skopos.example");
    this.registry = new RuleRegistry(environment, scheduler, meters);
  }

  /** The process after a kill: nothing but the saved state is left. */
  RuleLab restarted(Duration outage) {
    return new RuleLab(now().plus(outage), states);
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

  RuleSnapshot snapshot() {
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
  static RuleDefinition rule(String hold, String keepFiringFor) {
    return new RuleDefinition(
        ID,
        "Down",
        "up == 0",
        Severity.CRITICAL,
        Duration.parse("PT" + hold),
        Duration.parse("PT" + keepFiringFor),
        Duration.ofSeconds(30),
        new TreeMap<>(),
        new TreeMap<>(),
        0,
        false,
        List.of());
  }

  static RuleDefinition withExpr(RuleDefinition rule, String expr) {
    return copy(rule, expr, rule.labels(), rule.annotations(), rule.suspend());
  }

  static RuleDefinition withLabels(RuleDefinition rule, String... labels) {
    TreeMap<String, String> byName = new TreeMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      byName.put(labels[i], labels[i + 1]);
    }
    return copy(rule, rule.expr(), byName, rule.annotations(), rule.suspend());
  }

  static RuleDefinition withAnnotation(RuleDefinition rule, String name, String text) {
    TreeMap<String, String> annotations = new TreeMap<>(rule.annotations());
    annotations.put(name, text);
    return copy(rule, rule.expr(), rule.labels(), annotations, rule.suspend());
  }

  static RuleDefinition suspended(RuleDefinition rule) {
    return copy(rule, rule.expr(), rule.labels(), rule.annotations(), true);
  }

  static RuleDefinition every(RuleDefinition rule, Duration interval) {
    return new RuleDefinition(
        rule.id(),
        rule.alertName(),
        rule.expr(),
        rule.severity(),
        rule.hold(),
        rule.keepFiringFor(),
        interval,
        rule.labels(),
        rule.annotations(),
        rule.limit(),
        rule.suspend(),
        rule.channels());
  }

  static RuleDefinition limited(RuleDefinition rule, int limit) {
    return new RuleDefinition(
        rule.id(),
        rule.alertName(),
        rule.expr(),
        rule.severity(),
        rule.hold(),
        rule.keepFiringFor(),
        rule.interval(),
        rule.labels(),
        rule.annotations(),
        limit,
        rule.suspend(),
        rule.channels());
  }

  private static RuleDefinition copy(
      RuleDefinition rule,
      String expr,
      Map<String, String> labels,
      Map<String, String> annotations,
      boolean suspend) {
    return new RuleDefinition(
        rule.id(),
        rule.alertName(),
        expr,
        rule.severity(),
        rule.hold(),
        rule.keepFiringFor(),
        rule.interval(),
        new TreeMap<>(labels),
        new TreeMap<>(annotations),
        rule.limit(),
        suspend,
        rule.channels());
  }
}
