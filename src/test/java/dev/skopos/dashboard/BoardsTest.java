// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.RuleDefinition;
import dev.skopos.rule.RuleSnapshot;
import dev.skopos.slo.definition.ObjectiveDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
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
    return board(1, kind, false);
  }

  private static Board board(int groups, String kind, boolean allAlerts) {
    return Boards.of(
        List.of(),
        Collections.nCopies(groups, firing(kind)),
        List.of(),
        0,
        List.of(),
        allAlerts,
        NOW);
  }

  @Test
  void theOperatorsOwnAlertsAreShownButItsRulesDoNotCount() {
    assertThat(board(ResourceId.OPERATOR).alerts().rows()).hasSize(1);
    assertThat(board(ResourceId.OPERATOR).ruleCount()).isZero();
    assertThat(board("AlertRule").ruleCount()).isEqualTo(1);
  }

  @Test
  void manyAlertsLeaveRoomForTheRest() {
    Board first = board(43, "AlertRule", false);

    assertThat(first.alerts().rows()).hasSize(20);
    assertThat(first.alerts().more()).isEqualTo(23);
    assertThat(first.alertsLine()).startsWith("43 alerts");
    assertThat(board(43, "AlertRule", true).alerts().rows()).hasSize(43);
  }

  @Test
  void alertsLeadToThePageOfWhatRaisedThem() {
    assertThat(link(ObjectiveDefinition.KIND)).isEqualTo("/ui/objectives/skopos-system/broken");
    assertThat(link(CapacityDefinition.KIND)).isEqualTo("/ui/capacity/skopos-system/broken");
    assertThat(link("AlertRule")).startsWith("/ui/insights/rules?");
    assertThat(link(ResourceId.OPERATOR)).isEmpty();
  }

  private static String link(String kind) {
    return board(kind).alerts().rows().getFirst().link();
  }
}
