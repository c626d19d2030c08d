// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.RuleDefinition;
import dev.skopos.rule.RuleSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BoardsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static GroupSnapshot firing(String kind) {
    RuleDefinition rule =
        new RuleDefinition.Alerting(
            "Broken", "up == 0", Duration.ZERO, Duration.ZERO, new TreeMap<>(), new TreeMap<>());
    RuleSnapshot.Instance instance =
        new RuleSnapshot.Instance(
            Labels.of("alertname", "Broken", "severity", "critical"),
            RuleSnapshot.State.FIRING,
            NOW,
            null,
            0,
            Map.of());
    List<RuleSnapshot.Instance> instances = List.of(instance);
    RuleSnapshot snapshot =
        new RuleSnapshot(rule, RuleSnapshot.State.FIRING, 1, 0, instances, null, false, null);
    return new GroupSnapshot(
        new GroupDefinition(
            new ResourceId(kind, "skopos-system", "broken"),
            GroupDefinition.Form.SINGLE,
            Duration.ofSeconds(5),
            Duration.ZERO,
            0,
            false,
            List.of(),
            List.of(rule)),
        RuleSnapshot.State.FIRING,
        1,
        0,
        instances,
        List.of(snapshot),
        null,
        null,
        null,
        null,
        new GroupSnapshot.Tally(1, 0, 0));
  }

  private static Board board(String kind) {
    return Boards.of(List.of(), List.of(firing(kind)), List.of(), List.of(), NOW);
  }

  @Test
  void theOperatorsOwnAlertsAreShownButItsRulesDoNotCount() {
    assertThat(board(ResourceId.OPERATOR).alerts()).hasSize(1);
    assertThat(board(ResourceId.OPERATOR).ruleCount()).isZero();
    assertThat(board("AlertRule").ruleCount()).isEqualTo(1);
  }
}
