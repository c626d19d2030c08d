// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.api.v1alpha1.rulegroup.RuleGroup;
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

class RuleGroupMapperTest {

  private static final ResourceId GROUP = new ResourceId("RuleGroup", "shop", "slo");

  private final RuleGroupMapper mapper = new RuleGroupMapper();

  private static RuleGroup group(String spec) {
    return Serialization.unmarshal(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: RuleGroup
        metadata: {namespace: shop, name: slo}
        spec: %s
        """
            .formatted(spec),
        RuleGroup.class);
  }

  @Test
  void everythingThatTheResourceSaysIsInTheGroup() {
    RuleGroup resource =
        group(
            """
            {interval: 5s, queryOffset: 1m, limit: 7, suspend: true, labels: {team: web, tier: a},
             rules: [
               {record: "job:up:sum", expr: sum by (job) (up), labels: {tier: b}},
               {alert: Down, expr: up == 0, for: 1d12h, keepFiringFor: 90s,
                labels: {severity: critical}, annotations: {summary: "{{ $value }}"}}],
             notify: {channels: [{name: chat}, {name: pager, namespace: ops}, {name: chat}]}}
            """);

    assertThat(mapper.toGroup(resource))
        .isEqualTo(
            new GroupDefinition(
                GROUP,
                Form.GROUP,
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                7,
                true,
                List.of(
                    new ResourceId("NotificationChannel", "shop", "chat"),
                    new ResourceId("NotificationChannel", "ops", "pager")),
                List.of(
                    new RuleDefinition.Recording(
                        "job:up:sum",
                        "sum by (job) (up)",
                        new TreeMap<>(Map.of("team", "web", "tier", "b"))),
                    new RuleDefinition.Alerting(
                        "Down",
                        "up == 0",
                        Duration.ofHours(36),
                        Duration.ofSeconds(90),
                        new TreeMap<>(Map.of("team", "web", "tier", "a", "severity", "critical")),
                        new TreeMap<>(Map.of("summary", "{{ $value }}"))))));
  }

  @Test
  void whatIsAbsentHasTheDefaultsOfTheSchema() {
    GroupDefinition group = mapper.toGroup(group("{rules: [{alert: Down, expr: up == 0}]}"));

    assertThat(group.interval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(group.queryOffset()).isZero();
    assertThat(group.limit()).isZero();
    assertThat(group.channels()).isEmpty();
    assertThat(group.rules())
        .containsExactly(
            new RuleDefinition.Alerting(
                "Down", "up == 0", Duration.ZERO, Duration.ZERO, new TreeMap<>(), new TreeMap<>()));
  }

  @Test
  void aRuleThatTheSchemaWouldRefuseIsNamed() {
    assertThatThrownBy(() -> mapper.toGroup(group("{rules: [{record: a, expr: b}, {expr: c}]}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("spec.rules[1].alert is missing");
    assertThatThrownBy(() -> mapper.toGroup(group("{rules: [{record: a}]}")))
        .hasMessage("spec.rules[0].expr is missing");
  }
}
