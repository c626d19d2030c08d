// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.skopos.forecast.judgement.JudgementSnapshot;
import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.RuleDefinition;
import dev.skopos.rule.RuleSnapshot;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rules as the JSON of Prometheus' API has them; times are in seconds. */
sealed interface RuleView {

  /** How Go writes a time that never was. */
  String NEVER = "0001-01-01T00:00:00Z";

  /** A group of rules. */
  record Group(
      String name,
      String file,
      BigDecimal interval,
      int limit,
      List<RuleView> rules,
      BigDecimal evaluationTime,
      String lastEvaluation) {}

  /**
   * A rule that alerts.
   *
   * @param judgement unknown to Prometheus: null unless the rule is judged
   */
  record Alerting(
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
      String type,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JudgementView judgement)
      implements RuleView {}

  /** A rule that records. */
  record Recording(
      String name,
      String query,
      Map<String, String> labels,
      String health,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String lastError,
      BigDecimal evaluationTime,
      String lastEvaluation,
      String type)
      implements RuleView {}

  /** An active alert. */
  record AlertView(
      Map<String, String> labels,
      SortedMap<String, String> annotations,
      String state,
      String activeAt,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String keepFiringSince,
      String value) {}

  /**
   * The group, with those of its rules that are given.
   *
   * @param judgement empty: its rules are not judged
   */
  static Group group(
      GroupSnapshot group,
      List<RuleSnapshot> rules,
      boolean withAlerts,
      Optional<JudgementSnapshot> judgement) {
    GroupDefinition definition = group.definition();
    return new Group(
        definition.id().name(),
        file(definition),
        seconds(definition.interval()),
        definition.limit(),
        rules.stream().map(rule -> of(rule, withAlerts, judgement)).toList(),
        evaluationTime(group.lastEvaluation()),
        lastEvaluation(group.lastEvaluation()));
  }

  /** Together with the group's name it is that of no other group, as in Prometheus. */
  static String file(GroupDefinition group) {
    return switch (group.form()) {
      case SINGLE -> group.id().namespace();
      case GROUP -> group.id().namespace() + '/' + group.id().name();
    };
  }

  private static RuleView of(
      RuleSnapshot rule, boolean withAlerts, Optional<JudgementSnapshot> judgement) {
    RuleSnapshot.Problem problem = rule.problem();
    String error = problem == null ? null : problem.message();
    String health = problem != null ? "err" : rule.lastEvaluation() == null ? "unknown" : "ok";
    return switch (rule.definition()) {
      case RuleDefinition.Alerting definition ->
          new Alerting(
              state(rule.state()),
              definition.name(),
              judgement.map(each -> each.rule().query()).orElse(definition.expr()),
              seconds(definition.hold()),
              seconds(definition.keepFiringFor()),
              definition.labels(),
              definition.annotations(),
              withAlerts ? alerts(rule.instances()) : List.of(),
              health,
              error,
              evaluationTime(rule.lastEvaluation()),
              lastEvaluation(rule.lastEvaluation()),
              "alerting",
              judgement.map(JudgementView::of).orElse(null));
      case RuleDefinition.Recording definition ->
          new Recording(
              definition.name(),
              definition.expr(),
              definition.labels(),
              health,
              error,
              evaluationTime(rule.lastEvaluation()),
              lastEvaluation(rule.lastEvaluation()),
              "recording");
    };
  }

  static List<AlertView> alerts(List<RuleSnapshot.Instance> instances) {
    return instances.stream().map(RuleView::alert).toList();
  }

  private static AlertView alert(RuleSnapshot.Instance alert) {
    Instant keptSince = alert.keepFiringSince();
    return new AlertView(
        alert.labels().toMap(),
        new TreeMap<>(alert.annotations()),
        state(alert.state()),
        alert.activeAt().toString(),
        keptSince == null ? null : keptSince.toString(),
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
