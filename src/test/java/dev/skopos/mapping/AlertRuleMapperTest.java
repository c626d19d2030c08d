// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.api.v1alpha1.Severity;
import dev.skopos.api.v1alpha1.alertrule.AlertRule;
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
}
