// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.alertrule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.api.v1alpha1.RuleState;
import dev.skopos.api.v1alpha1.alertrule.AlertRule;
import dev.skopos.api.v1alpha1.alertrule.AlertRuleStatus;
import dev.skopos.forecast.judgement.JudgedRule;
import dev.skopos.forecast.judgement.JudgementSnapshot;
import dev.skopos.mapping.AlertRuleMapper;
import dev.skopos.mapping.ResourceIds;
import dev.skopos.model.Applied;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.notify.RoutingSnapshot;
import dev.skopos.operator.rule.ReferencedChannels;
import dev.skopos.operator.status.Announcer.News;
import dev.skopos.operator.status.Standing;
import dev.skopos.operator.status.StatusFile;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.GroupSnapshot.Tally;
import dev.skopos.rule.RuleSnapshot;
import dev.skopos.rule.RuleSnapshot.State;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertRuleReportTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final ResourceId CHAT = new ResourceId("NotificationChannel", "shop", "chat");
  private static final ResourceId PAGER = new ResourceId("NotificationChannel", "ops", "pager");
  private static final ResourceId RULE = new ResourceId("AlertRule", "shop", "slow");

  private final AlertRuleReport report = new AlertRuleReport(() -> NOW);

  private static AlertRule resource(String more) {
    return Serialization.unmarshal(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: AlertRule
        metadata: {namespace: shop, name: slow, generation: 3}
        spec:
          expr: probe_duration_seconds > 1
          for: 5m
          keepFiringFor: 10m
          %s
        """
            .formatted(more),
        AlertRule.class);
  }

  private static AlertRule toChat() {
    return resource("notify: {channels: [{name: chat}]}");
  }

  private static RuleSnapshot.Instance alert(String name, State state, double value) {
    return new RuleSnapshot.Instance(
        Labels.of(Map.of("name", name, "skopos_namespace", "shop")),
        state,
        NOW.minusSeconds(400),
        null,
        value,
        name.equals("checkout") ? Map.of("summary", "checkout is slow") : Map.of());
  }

  private static GroupSnapshot rule(
      AlertRule resource,
      State state,
      RuleSnapshot.@Nullable Problem problem,
      RuleSnapshot.Instance... alerts) {
    int firing = (int) List.of(alerts).stream().filter(a -> a.state() == State.FIRING).count();
    return new GroupSnapshot(
        new AlertRuleMapper().toRule(resource),
        state,
        firing,
        alerts.length - firing,
        List.of(alerts),
        List.of(),
        new RuleSnapshot.Evaluation(NOW.minusSeconds(5), Duration.ofMillis(3), alerts.length),
        problem,
        NOW.plusSeconds(25),
        NOW.minusSeconds(100),
        new Tally(1, 0, 0));
  }

  private static RoutingSnapshot routing(
      List<ResourceId> takers, List<ResourceId> missing, List<ResourceId> refused, int unrouted) {
    return new RoutingSnapshot(RULE, takers, missing, refused, unrouted);
  }

  private static RoutingSnapshot taken() {
    return routing(List.of(CHAT), List.of(), List.of(), 0);
  }

  private static Standing standing(Applied applied, AlertRule resource, RoutingSnapshot routing) {
    List<ResourceId> named = new AlertRuleMapper().channels(resource);
    return new Standing(
        applied,
        applied.equals(Applied.ACCEPTED) ? 3L : 2L,
        ReferencedChannels.problems(named, routing),
        ReferencedChannels.caveat(named, routing),
        Map.of());
  }

  private static AlertRuleReport.Facts facts(
      Optional<GroupSnapshot> rule, RoutingSnapshot routing) {
    return new AlertRuleReport.Facts(rule, Optional.empty(), routing);
  }

  private AlertRuleStatus status(AlertRule resource, GroupSnapshot rule, RoutingSnapshot routing) {
    Standing standing = standing(Applied.ACCEPTED, resource, routing);
    return report.status(resource, standing, facts(Optional.of(rule), routing));
  }

  private static void assertStatus(String file, AlertRuleStatus status) {
    StatusFile.assertIs(file, status, AlertRuleReportTest.class);
  }

  @Test
  void inactive() {
    AlertRule resource = toChat();
    assertStatus("inactive", status(resource, rule(resource, State.INACTIVE, null), taken()));
  }

  @Test
  void pendingSaysHowLongItHasToHold() {
    AlertRule resource = toChat();
    GroupSnapshot rule =
        rule(resource, State.PENDING, null, alert("checkout", State.PENDING, 1.25));
    assertStatus("pending", status(resource, rule, taken()));
  }

  @Test
  void firingNamesTheFirstAlerts() {
    AlertRule resource = toChat();
    GroupSnapshot rule =
        rule(
            resource,
            State.FIRING,
            null,
            alert("checkout", State.FIRING, 2),
            alert("orders", State.FIRING, Double.POSITIVE_INFINITY),
            alert("search", State.PENDING, 1.5));
    assertStatus("firing", status(resource, rule, taken()));
  }

  @Test
  void anErrorHoldsTheStateAndSaysSo() {
    AlertRule resource = toChat();
    GroupSnapshot rule =
        rule(
            resource,
            State.FIRING,
            new RuleSnapshot.Problem("QueryFailed", "the query took longer than 30s"),
            alert("checkout", State.FIRING, 2));
    assertStatus("error-held", status(resource, rule, taken()));
  }

  @Test
  void aRuleThatNamesNoChannelGoesToTheDefaultOne() {
    AlertRule resource = resource("");
    RoutingSnapshot routing = routing(List.of(PAGER), List.of(), List.of(), 0);
    assertStatus(
        "default-channel", status(resource, rule(resource, State.INACTIVE, null), routing));
  }

  @Test
  void withoutAnyChannelTheStatusSaysThatNobodyIsTold() {
    AlertRule resource = resource("");
    RoutingSnapshot routing = routing(List.of(), List.of(), List.of(), 1);
    GroupSnapshot rule = rule(resource, State.FIRING, null, alert("checkout", State.FIRING, 2));
    assertStatus("no-channel", status(resource, rule, routing));
  }

  @Test
  void aDefaultChannelThatDoesNotExistTellsNobody() {
    AlertRule resource = resource("");
    RoutingSnapshot routing = routing(List.of(), List.of(PAGER), List.of(), 0);
    assertStatus(
        "default-channel-missing", status(resource, rule(resource, State.INACTIVE, null), routing));
  }

  @Test
  void aChannelThatIsMissingAndOneThatRefuses() {
    AlertRule resource =
        resource("notify: {channels: [{name: chat}, {name: pager, namespace: ops}]}");
    RoutingSnapshot routing = routing(List.of(), List.of(CHAT), List.of(PAGER), 1);
    GroupSnapshot rule = rule(resource, State.FIRING, null, alert("checkout", State.FIRING, 2));
    assertStatus("channel-missing", status(resource, rule, routing));
  }

  private static JudgementSnapshot judgement(
      AlertRule resource, int judged, int learning, int leftOut, @Nullable String problem) {
    AlertRuleMapper mapper = new AlertRuleMapper();
    return new JudgementSnapshot(
        new JudgedRule(mapper.toRule(resource), mapper.judgement(resource).orElseThrow()),
        NOW.minusSeconds(300),
        judged,
        learning,
        leftOut,
        1,
        0.0031948,
        problem);
  }

  private AlertRuleStatus judged(JudgementSnapshot judgement) {
    AlertRule resource = resource("anomaly: {}");
    AlertRuleReport.Facts facts =
        new AlertRuleReport.Facts(
            Optional.of(rule(resource, State.INACTIVE, null)), Optional.of(judgement), taken());
    return report.status(resource, standing(Applied.ACCEPTED, resource, taken()), facts);
  }

  @Test
  void judged() {
    assertStatus("judged", judged(judgement(resource("anomaly: {}"), 12, 0, 0, null)));
    assertStatus("judged-in-part", judged(judgement(resource("anomaly: {}"), 197, 3, 40, null)));
    assertStatus(
        "judged-by-old-data",
        judged(judgement(resource("anomaly: {}"), 12, 0, 0, "the store is away")));
  }

  @Test
  void valuesOfJudgementsAreNotMaterial() {
    AlertRule resource = resource("anomaly: {}");
    JudgementSnapshot before = judgement(resource, 12, 3, 0, null);
    JudgementSnapshot after =
        new JudgementSnapshot(before.rule(), NOW, 12, 3, 0, 5, 0.5, before.problem());

    assertThat(AlertRuleReport.material(judged(after)))
        .isEqualTo(AlertRuleReport.material(judged(before)))
        .isNotEqualTo(AlertRuleReport.material(judged(judgement(resource, 13, 2, 0, null))));
  }

  @Test
  void suspended() {
    AlertRule resource = resource("suspend: true");
    GroupSnapshot rule =
        new GroupSnapshot(
            new AlertRuleMapper().toRule(resource),
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
    RoutingSnapshot routing = routing(List.of(), List.of(), List.of(), 0);
    assertStatus("suspended", status(resource, rule, routing));
  }

  @Test
  void theOlderGenerationRunsWhileTheNewestIsRefused() {
    AlertRule resource = toChat();
    Applied refused = new Applied.Rejected("InvalidExpression", "spec.expr: unclosed (");
    Standing standing = standing(refused, resource, taken());
    GroupSnapshot rule = rule(resource, State.INACTIVE, null);
    assertStatus(
        "refused-older-runs", report.status(resource, standing, facts(Optional.of(rule), taken())));
  }

  @Test
  void neverAccepted() {
    AlertRule resource = toChat();
    Applied refused = new Applied.Rejected("InvalidExpression", "spec.expr: unclosed (");
    Standing standing = new Standing(refused, null, List.of(), Optional.empty(), Map.of());
    RoutingSnapshot routing = routing(List.of(), List.of(), List.of(), 0);
    assertStatus(
        "never-accepted", report.status(resource, standing, facts(Optional.empty(), routing)));
  }

  @Test
  void anotherValueIsNotMaterialAndAnotherChannelIs() {
    AlertRule resource = toChat();
    AlertRuleStatus two =
        status(
            resource,
            rule(resource, State.FIRING, null, alert("checkout", State.FIRING, 2)),
            taken());
    GroupSnapshot three = rule(resource, State.FIRING, null, alert("checkout", State.FIRING, 3));
    RoutingSnapshot missing = routing(List.of(), List.of(CHAT), List.of(), 1);

    assertThat(AlertRuleReport.material(two))
        .isEqualTo(AlertRuleReport.material(status(resource, three, taken())))
        .isNotEqualTo(AlertRuleReport.material(status(resource, three, missing)));
  }

  @Test
  void theEndOfAFiringAlertIsNewsAndBeingQuietFromTheStartIsNot() {
    AlertRule resource = toChat();
    AlertRuleStatus quiet = status(resource, rule(resource, State.INACTIVE, null), taken());

    assertThat(AlertRuleReport.news(Optional.empty(), quiet)).isEmpty();
    assertThat(AlertRuleReport.news(Optional.of(RuleState.FIRING), quiet))
        .map(News::reason)
        .contains("Resolved");
    assertThat(ResourceIds.of(resource)).isEqualTo(RULE);
  }
}
