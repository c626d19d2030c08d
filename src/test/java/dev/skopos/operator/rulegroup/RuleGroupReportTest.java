// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.rulegroup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.api.v1alpha1.rulegroup.RuleGroup;
import dev.skopos.api.v1alpha1.rulegroup.RuleGroupStatus;
import dev.skopos.mapping.ResourceIds;
import dev.skopos.mapping.RuleGroupMapper;
import dev.skopos.model.Applied;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.notify.RoutingSnapshot;
import dev.skopos.operator.status.Announcer.News;
import dev.skopos.operator.status.Standing;
import dev.skopos.operator.status.StatusFile;
import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.GroupSnapshot.Tally;
import dev.skopos.rule.RuleDefinition;
import dev.skopos.rule.RuleSnapshot;
import dev.skopos.rule.RuleSnapshot.Evaluation;
import dev.skopos.rule.RuleSnapshot.Problem;
import dev.skopos.rule.RuleSnapshot.State;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RuleGroupReportTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final ResourceId CHAT = new ResourceId("NotificationChannel", "shop", "chat");
  private static final String RECORD = "{record: 'job:up:sum', expr: sum by (job) (up)}";
  private static final String ALERT = "{alert: Down, expr: 'job:up:sum < 1', for: 5m}";

  private final RuleGroupReport report = new RuleGroupReport(() -> NOW);

  private static RuleGroup resource(String... rules) {
    return Serialization.unmarshal(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: RuleGroup
        metadata: {namespace: shop, name: slo, generation: 3}
        spec:
          rules: [%s]
          notify: {channels: [{name: chat}]}
        """
            .formatted(String.join(", ", rules)),
        RuleGroup.class);
  }

  private static Evaluation evaluation(int series) {
    return new Evaluation(NOW.minusSeconds(5), Duration.ofMillis(3), series);
  }

  private static RuleSnapshot quiet(RuleDefinition rule, @Nullable Problem problem) {
    State state = problem == null ? State.INACTIVE : State.UNKNOWN;
    return new RuleSnapshot(rule, state, 0, 0, List.of(), evaluation(1), problem != null, problem);
  }

  private static RuleSnapshot firing(RuleDefinition rule, double value) {
    RuleSnapshot.Instance instance =
        new RuleSnapshot.Instance(
            Labels.of(Map.of("alertname", rule.name(), "skopos_namespace", "shop")),
            State.FIRING,
            NOW.minusSeconds(400),
            null,
            value,
            "all is down");
    return new RuleSnapshot(
        rule, State.FIRING, 1, 0, List.of(instance), evaluation(1), false, null);
  }

  private static GroupSnapshot group(RuleGroup resource, State state, RuleSnapshot... rules) {
    return new GroupSnapshot(
        new RuleGroupMapper().toGroup(resource),
        state,
        (int) List.of(rules).stream().filter(rule -> rule.state() == State.FIRING).count(),
        0,
        List.of(rules).stream().flatMap(rule -> rule.instances().stream()).toList(),
        List.of(rules),
        evaluation(rules.length),
        List.of(rules).stream()
            .map(RuleSnapshot::problem)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null),
        NOW.plusSeconds(25),
        NOW.minusSeconds(100),
        new Tally(10, 2, 1));
  }

  private static List<RuleDefinition> rules(RuleGroup resource) {
    return new RuleGroupMapper().toGroup(resource).rules();
  }

  private static RoutingSnapshot routing(RuleGroup resource) {
    return new RoutingSnapshot(ResourceIds.of(resource), List.of(CHAT), List.of(), List.of(), 0);
  }

  private static Standing standing(Applied applied, @Nullable Long generation) {
    return new Standing(applied, generation, List.of(), Optional.empty(), Map.of());
  }

  private RuleGroupStatus status(RuleGroup resource, GroupSnapshot group) {
    return report.status(
        resource, standing(Applied.ACCEPTED, 3L), Optional.of(group), routing(resource));
  }

  private static void assertStatus(String file, RuleGroupStatus status) {
    StatusFile.assertIs(file, status, RuleGroupReportTest.class);
  }

  @Test
  void aGroupThatOnlyRecordsSaysSo() {
    RuleGroup resource = resource(RECORD);
    GroupSnapshot group = group(resource, State.INACTIVE, quiet(rules(resource).getFirst(), null));

    assertStatus("recording", status(resource, group));
  }

  @Test
  void firingNamesTheRuleAndTheAlert() {
    RuleGroup resource = resource(RECORD, ALERT);
    List<RuleDefinition> rules = rules(resource);
    GroupSnapshot group =
        group(resource, State.FIRING, quiet(rules.get(0), null), firing(rules.get(1), 0.5));

    assertStatus("firing", status(resource, group));
  }

  @Test
  void aFailingRuleIsCountedAndItsErrorIsBounded() {
    RuleGroup resource = resource(RECORD, ALERT);
    List<RuleDefinition> rules = rules(resource);
    Problem problem = new Problem("QueryFailed", "too much ".repeat(200));
    GroupSnapshot group =
        group(resource, State.UNKNOWN, quiet(rules.get(0), problem), quiet(rules.get(1), null));

    RuleGroupStatus status = status(resource, group);

    assertThat(status.failing()).isEqualTo(1);
    assertThat(status.rules().get(0).lastError()).hasSize(1024).startsWith("too much ");
    assertThat(status.rules().get(1).lastError()).isNull();
    assertThat(status.conditions())
        .filteredOn(condition -> condition.type().equals("Evaluating"))
        .allSatisfy(
            condition -> {
              assertThat(condition.reason()).isEqualTo("QueryFailed");
              assertThat(condition.message()).startsWith("1 of 2 rules failing: too much ");
            });
  }

  @Test
  void suspended() {
    RuleGroup resource = resource(RECORD, ALERT);
    GroupDefinition wanted = new RuleGroupMapper().toGroup(resource);
    GroupSnapshot group =
        new GroupSnapshot(
            new GroupDefinition(
                wanted.id(),
                wanted.form(),
                wanted.interval(),
                wanted.queryOffset(),
                wanted.limit(),
                /* suspend= */ true,
                wanted.channels(),
                wanted.rules()),
            State.SUSPENDED,
            0,
            0,
            List.of(),
            List.of(),
            null,
            null,
            null,
            null,
            new Tally(0, 0, 0));

    assertStatus("suspended", status(resource, group));
  }

  @Test
  void neverAccepted() {
    RuleGroup resource = resource("{record: a, expr: 'sum('}");
    Applied refused = new Applied.Rejected("InvalidExpression", "spec.rules[0].expr: unclosed (");

    assertStatus(
        "never-accepted",
        report.status(resource, standing(refused, null), Optional.empty(), routing(resource)));
  }

  @Test
  void anotherValueOrErrorIsNotMaterialAndAnotherStateOfARuleIs() {
    RuleGroup resource = resource(ALERT);
    RuleDefinition rule = rules(resource).getFirst();
    RuleGroupStatus one = status(resource, group(resource, State.FIRING, firing(rule, 1)));
    RuleGroupStatus two = status(resource, group(resource, State.FIRING, firing(rule, 2)));
    RuleGroupStatus none = status(resource, group(resource, State.INACTIVE, quiet(rule, null)));

    assertThat(RuleGroupReport.material(one))
        .isEqualTo(RuleGroupReport.material(two))
        .isNotEqualTo(RuleGroupReport.material(none));
    assertThat(one).isNotEqualTo(two);
  }

  @Test
  void theEndOfAFiringAlertIsNewsAndBeingQuietFromTheStartIsNot() {
    RuleGroup resource = resource(ALERT);
    RuleDefinition rule = rules(resource).getFirst();
    RuleGroupStatus quiet = status(resource, group(resource, State.INACTIVE, quiet(rule, null)));
    RuleGroupStatus firing = status(resource, group(resource, State.FIRING, firing(rule, 1)));

    assertThat(RuleGroupReport.news(Optional.empty(), quiet)).isEmpty();
    assertThat(RuleGroupReport.news(Optional.of(RuleGroupStatus.State.FIRING), quiet))
        .map(News::reason)
        .contains("Resolved");
    assertThat(RuleGroupReport.news(Optional.of(RuleGroupStatus.State.RECORDING), firing))
        .map(News::reason)
        .contains("Firing");
  }
}
