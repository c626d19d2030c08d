// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.api.v1alpha1.Severity;
import dev.skopos.api.v1alpha1.alertrule.AlertRule;
import dev.skopos.forecast.judgement.Judgement;
import dev.skopos.forecast.model.Side;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.GroupDefinition.Form;
import dev.skopos.rule.RuleDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlertRuleMapperTest {

  private static final ResourceId RULE = new ResourceId("AlertRule", "shop", "slow");

  private final AlertRuleMapper mapper = new AlertRuleMapper();

  private static AlertRule rule(String spec) {
    return Serialization.unmarshal(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: AlertRule
        metadata: {namespace: shop, name: slow}
        spec: %s
        """
            .formatted(spec),
        AlertRule.class);
  }

  @Test
  void everythingThatTheResourceSaysIsInTheRule() {
    AlertRule resource =
        rule(
            """
            {alertName: Slow, expr: a > 1, severity: critical, for: 1d12h, keepFiringFor: 90s,
             interval: 5s, labels: {team: web}, annotations: {summary: "{{ $value }}"},
             suspend: true, notify: {channels: [{name: chat}, {name: pager, namespace: ops}]}}
            """);

    assertThat(mapper.toRule(resource))
        .isEqualTo(
            new GroupDefinition(
                RULE,
                Form.SINGLE,
                Duration.ofSeconds(5),
                Duration.ZERO,
                0,
                true,
                List.of(
                    new ResourceId("NotificationChannel", "shop", "chat"),
                    new ResourceId("NotificationChannel", "ops", "pager")),
                List.of(
                    new RuleDefinition.Alerting(
                        "Slow",
                        "a > 1",
                        Duration.ofHours(36),
                        Duration.ofSeconds(90),
                        new TreeMap<>(Map.of("team", "web", "severity", "critical")),
                        new TreeMap<>(Map.of("summary", "{{ $value }}"))))));
  }

  @Test
  void whatIsAbsentHasItsDefault() {
    assertThat(mapper.toRule(rule("{expr: a > 1}")))
        .isEqualTo(
            new GroupDefinition(
                RULE,
                Form.SINGLE,
                Duration.ofSeconds(30),
                Duration.ZERO,
                0,
                false,
                List.of(),
                List.of(
                    new RuleDefinition.Alerting(
                        "slow",
                        "a > 1",
                        Duration.ZERO,
                        Duration.ZERO,
                        new TreeMap<>(Map.of("severity", "warning")),
                        new TreeMap<>()))));
  }

  @Test
  void aChannelThatIsNamedTwiceIsToldOnce() {
    AlertRule resource =
        rule("{expr: a, notify: {channels: [{name: chat}, {name: chat, namespace: shop}]}}");

    assertThat(mapper.channels(resource))
        .containsExactly(new ResourceId("NotificationChannel", "shop", "chat"));
  }

  @ParameterizedTest
  @EnumSource
  void everySeverityHasItsTwin(Severity severity) {
    AlertRule resource =
        rule("{expr: a, severity: %s}".formatted(Serialization.asJson(severity).strip()));

    assertThat(mapper.toRule(resource).rules().getFirst().labels().get("severity"))
        .isEqualTo(Serialization.asJson(severity).replace("\"", "").strip());
  }

  @Test
  void whatTheDomainNeedsAndIsMissingIsNamed() {
    assertThatThrownBy(() -> mapper.toRule(rule("{severity: info}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("spec.expr");
  }

  @Test
  void theSeverityHasAFieldOfItsOwn() {
    assertThatThrownBy(() -> mapper.toRule(rule("{expr: a, labels: {severity: high}}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("spec.labels.severity");
  }

  @Test
  void anomaliesHaveDefaultsAndASummary() {
    AlertRule resource = rule("{expr: a, anomaly: {}}");

    assertThat(mapper.judgement(resource))
        .contains(new Judgement.Anomaly(0.01, Duration.ofDays(28), Side.BOTH, 0));
    RuleDefinition.Alerting alert =
        (RuleDefinition.Alerting) mapper.toRule(resource).rules().getFirst();
    assertThat(alert.judged()).isTrue();
    assertThat(alert.annotations().get("summary"))
        .startsWith("the value is {{ $value | humanize }}, expected is {{ .Expected | humanize }}");
  }

  @Test
  void everythingSaidOfAJudgementIsTaken() {
    AlertRule anomaly =
        rule(
            "{expr: a, annotations: {summary: odd}, anomaly: {significance: '0.05', learn: 12w,"
                + " direction: Below, minDeviationPercent: '12.5'}}");
    AlertRule trend = rule("{expr: a, trend: {over: 2d, changePercent: '0.5', direction: Up}}");

    assertThat(mapper.judgement(anomaly))
        .contains(new Judgement.Anomaly(0.05, Duration.ofDays(84), Side.BELOW, 12.5));
    assertThat(mapper.judgement(trend))
        .contains(new Judgement.Trend(Duration.ofDays(2), 0.5, Judgement.Way.UP));
    assertThat(mapper.judgement(rule("{expr: a}"))).isEmpty();
    RuleDefinition.Alerting odd =
        (RuleDefinition.Alerting) mapper.toRule(anomaly).rules().getFirst();
    RuleDefinition.Alerting moved =
        (RuleDefinition.Alerting) mapper.toRule(trend).rules().getFirst();
    assertThat(odd.annotations()).containsExactlyEntriesOf(Map.of("summary", "odd"));
    assertThat(moved.annotations().get("summary")).contains(" within 2d;");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "anomaly: {learn: 6d} | spec.anomaly.learn: PT144H, it must be from 7d to 84d",
        "anomaly: {significance: '0.5'} | spec.anomaly.significance: 0.5, it must be from",
        "anomaly: {significance: x} | spec.anomaly.significance: x, expected a decimal",
        "trend: {changePercent: '5', over: 1h} | spec.trend.over: PT1H, it must be from 1d to 84d",
        "trend: {} | spec.trend.changePercent is missing",
        "anomaly: {}, trend: {changePercent: '5'} | spec: set at most one of anomaly, trend"
      })
  void whatCannotBeJudgedByIsNamed(String field, String message) {
    AlertRule resource = rule("{expr: a, " + field + "}");

    assertThatThrownBy(() -> mapper.judgement(resource))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
