// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.skopos.rule.RuleDefinition;
import dev.skopos.rule.RuleSnapshot;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A rule as the JSON of Prometheus' API has it; times are in seconds. */
record RuleView(
    String state,
    String name,
    String query,
    BigDecimal duration,
    BigDecimal keepFiringFor,
    Map<String, String> labels,
    Map<String, String> annotations,
    List<AlertView> alerts,
    String health,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String lastError,
    BigDecimal evaluationTime,
    String lastEvaluation,
    String type) {

  /** How Go writes a time that never was. */
  private static final String NEVER = "0001-01-01T00:00:00Z";

  /** A group of rules. */
  record Group(
      String name,
      String file,
      BigDecimal interval,
      int limit,
      List<RuleView> rules,
      BigDecimal evaluationTime,
      String lastEvaluation) {}

  /** An active alert; of its annotations, the summary. */
  record AlertView(
      Map<String, String> labels,
      Map<String, String> annotations,
      String state,
      String activeAt,
      String value) {}

  static Group group(RuleSnapshot rule, boolean withAlerts) {
    RuleDefinition definition = rule.definition();
    return new Group(
        definition.id().name(),
        definition.id().namespace(),
        seconds(definition.interval()),
        0,
        List.of(of(rule, withAlerts)),
        evaluationTime(rule.lastEvaluation()),
        lastEvaluation(rule.lastEvaluation()));
  }

  private static RuleView of(RuleSnapshot rule, boolean withAlerts) {
    RuleDefinition definition = rule.definition();
    RuleSnapshot.Problem problem = rule.problem();
    return new RuleView(
        state(rule.state()),
        definition.alertName(),
        definition.expr(),
        seconds(definition.hold()),
        seconds(definition.keepFiringFor()),
        labels(definition),
        definition.annotations(),
        withAlerts ? alerts(rule) : List.of(),
        problem != null ? "err" : rule.lastEvaluation() == null ? "unknown" : "ok",
        problem == null ? null : problem.message(),
        evaluationTime(rule.lastEvaluation()),
        lastEvaluation(rule.lastEvaluation()),
        "alerting");
  }

  private static Map<String, String> labels(RuleDefinition definition) {
    Map<String, String> labels = new TreeMap<>(definition.labels());
    labels.put("severity", definition.severity().label());
    return labels;
  }

  static List<AlertView> alerts(RuleSnapshot rule) {
    return rule.instances().stream().map(RuleView::alert).toList();
  }

  private static AlertView alert(RuleSnapshot.Instance alert) {
    return new AlertView(
        alert.labels().toMap(),
        alert.summary().isEmpty() ? Map.of() : Map.of("summary", alert.summary()),
        state(alert.state()),
        alert.activeAt().toString(),
        PrometheusJson.scientific(alert.value()));
  }

  private static String state(RuleSnapshot.State state) {
    return switch (state) {
      case FIRING -> "firing";
      case PENDING -> "pending";
      case INACTIVE, SUSPENDED -> "inactive";
      case UNKNOWN -> "unknown";
    };
  }

  private static BigDecimal evaluationTime(RuleSnapshot.@Nullable Evaluation evaluation) {
    return evaluation == null ? BigDecimal.ZERO : seconds(evaluation.duration());
  }

  private static String lastEvaluation(RuleSnapshot.@Nullable Evaluation evaluation) {
    Instant time = evaluation == null ? null : evaluation.time();
    return time == null ? NEVER : time.toString();
  }

  private static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros();
  }
}
