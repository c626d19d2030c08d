// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import static dev.skopos.insight.observe.Watched.NOW;
import static dev.skopos.insight.observe.Watched.watched;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.forecast.definition.Risk;
import dev.skopos.insight.observe.Question;
import dev.skopos.insight.observe.Watched;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import dev.skopos.notify.ChannelSnapshot;
import dev.skopos.probe.CheckSnapshot.State;
import dev.skopos.probe.Reason;
import dev.skopos.rule.RuleSnapshot;
import dev.skopos.rule.RuleSnapshot.Problem;
import dev.skopos.scrape.TargetSnapshot.Health;
import dev.skopos.slo.ObjectiveSnapshot;
import dev.skopos.slo.ObjectiveSnapshot.TierSnapshot;
import dev.skopos.slo.ObjectiveSnapshot.TierState;
import dev.skopos.slo.budget.Tier;
import dev.skopos.slo.definition.ObjectiveOrigin;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IssuesTest {

  private static final Instant MINUTES_AGO = NOW.minus(Duration.ofMinutes(5));

  private static List<Issue> issues(Watched watched) {
    return Issues.in(watched.evidence());
  }

  private static Issue only(Pattern pattern, Watched watched) {
    assertThat(issues(watched)).singleElement().extracting(Issue::pattern).isEqualTo(pattern);
    return issues(watched).getFirst();
  }

  private static void none(Watched watched) {
    assertThat(issues(watched)).isEmpty();
  }

  @Test
  void aCheckThatFailsAloneSaysWhereToLook() {
    Issue issue =
        only(
            Pattern.CHECK_FAILING,
            watched()
                .failing("shop", "web", "web.shop.svc", Reason.CONNECTION_FAILED, MINUTES_AGO));

    assertThat(issue.namespace()).isEqualTo("shop");
    assertThat(issue.affected()).containsExactly("HealthCheck shop/web");
    assertThat(issue.message()).isEqualTo("http://web.shop.svc/ fails: says Unhealthy");
    assertThat(issue.action())
        .contains("kubectl -n shop describe service web")
        .contains("get endpointslices -l kubernetes.io/service-name=web");
    assertThat(issue.since()).isEqualTo(MINUTES_AGO);
    none(watched().check("shop", "web", "web", State.HEALTHY));
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonHasAnAction(Reason reason) {
    Watched watched = watched().failing("shop", "web", "www.example.org", reason, NOW);

    assertThat(only(Pattern.CHECK_FAILING, watched).action())
        .containsAnyOf("kubectl -n shop ", "curl -v http://www.example.org/", "openssl s_client");
  }

  @Test
  void checksOfOneHostThatAllFailHaveOneCause() {
    Watched watched =
        watched()
            .failing("shop", "web", "web.shop.svc", Reason.TIMED_OUT, MINUTES_AGO)
            .failing("shop", "api", "web.shop.svc", Reason.UNEXPECTED_STATUS, NOW);

    Issue issue = only(Pattern.COMMON_CAUSE, watched);

    assertThat(issue.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(issue.message()).isEqualTo("All 2 checks of web.shop.svc fail");
    assertThat(issue.affected()).containsExactly("HealthCheck shop/web", "HealthCheck shop/api");
    assertThat(issue.since()).isEqualTo(MINUTES_AGO);
    assertThat(issues(watched.check("shop", "ok", "web.shop.svc", State.HEALTHY)))
        .extracting(Issue::pattern)
        .containsOnly(Pattern.CHECK_FAILING);
  }

  @ParameterizedTest
  @CsvSource({"NAME_NOT_RESOLVED, k8s-app=kube-dns", "TLS_FAILED, openssl s_client"})
  void checksThatFailForOneReasonHaveOneCause(Reason reason, String action) {
    Watched watched =
        watched()
            .failing("shop", "a", "a", reason, NOW)
            .failing("bank", "b", "b", reason, NOW.minus(Duration.ofHours(2)));

    assertThat(issues(watched)).extracting(Issue::pattern).containsOnly(Pattern.CHECK_FAILING);

    Issue issue = only(Pattern.COMMON_CAUSE, watched.failing("shop", "c", "c", reason, NOW));

    assertThat(issue.namespace()).isEmpty();
    assertThat(issue.action()).contains(action);
  }

  @Test
  void mostChecksOfANamespaceThatFailTogetherHaveOneCause() {
    Watched watched = watched().check("shop", "ok", "ok", State.HEALTHY);
    IntStream.range(0, 3)
        .forEach(i -> watched.failing("shop", "c" + i, "h" + i, Reason.TIMED_OUT, MINUTES_AGO));

    assertThat(only(Pattern.COMMON_CAUSE, watched).message())
        .isEqualTo("3 of 4 checks of namespace shop began to fail within 10 minutes");
    assertThat(
            issues(
                watched.failing(
                    "shop", "old", "old", Reason.TIMED_OUT, NOW.minus(Duration.ofHours(1)))))
        .extracting(Issue::pattern)
        .containsOnly(Pattern.CHECK_FAILING);
  }

  private static final String[] WEB = {"namespace", "shop", "name", "web"};

  private static Watched healthy() {
    return watched().check("shop", "web", "web", State.HEALTHY);
  }

  @Test
  void aCheckThatChangesToAndFroIsFlapping() {
    Issue issue = only(Pattern.CHECK_FLAPPING, healthy().fact(Question.CHECK_CHANGES, 6, WEB));

    assertThat(issue.message()).isEqualTo("changed its state 6 times within 2 hours");
    assertThat(issue.action()).contains("{\"spec\":{\"thresholds\":{\"failure\":5}}}");
    none(healthy());
  }

  @Test
  void aCheckIsSlowAgainstItsOwnLastWeek() {
    Issue issue =
        only(
            Pattern.CHECK_SLOW,
            healthy()
                .fact(Question.LATENCY, 0.3, WEB)
                .fact(Question.LATENCY_WEEK_BEFORE, 0.1, WEB));

    assertThat(issue.message())
        .isEqualTo("takes 300 ms in the middle of the last hour's runs, 100 ms a week ago");
    none(healthy().fact(Question.LATENCY, 0.3, WEB));
    none(
        healthy()
            .fact(Question.LATENCY, 0.004, WEB)
            .fact(Question.LATENCY_WEEK_BEFORE, 0.001, WEB));
  }

  @ParameterizedTest
  @CsvSource({"13, WARNING", "5, HIGH", "2, CRITICAL"})
  void aCertificateThatEndsSoonIsSeenBeforeTheCheckFails(int days, Severity severity) {
    Issue issue =
        only(
            Pattern.CERTIFICATE_EXPIRES,
            watched().certificate("shop", "web", State.HEALTHY, Duration.ofDays(days)));

    assertThat(issue.severity()).isEqualTo(severity);
    assertThat(issue.message()).contains("CN=web").contains("in " + days + " days");
    none(watched().certificate("shop", "web", State.HEALTHY, Duration.ofDays(15)));
  }

  @Test
  void anAlertThatFiresForMoreThanADayStands() {
    Issue issue =
        only(
            Pattern.ALERT_STANDING,
            watched().firing("shop", "Slow", Duration.ofHours(25), "critical"));

    assertThat(issue.since()).isEqualTo(NOW.minus(Duration.ofHours(25)));
    assertThat(issue.action()).endsWith("kubectl -n shop edit alertrule Slow");
    none(watched().firing("shop", "Slow", Duration.ofHours(23), "critical"));
  }

  @Test
  void anAlertStandsSinceItFiresAndNotSinceItWaits() {
    assertThat(issues(waited(Duration.ofHours(20), Duration.ofHours(25)))).isEmpty();
    assertThat(
            only(Pattern.ALERT_STANDING, waited(Duration.ofHours(20), Duration.ofHours(45)))
                .since())
        .isEqualTo(NOW.minus(Duration.ofHours(25)));
  }

  @Test
  void whatIsImportedIsEditedWhereItIsFrom() {
    assertThat(Kubectl.edit(ObjectiveOrigin.SLOTH.id("shop", "checkout:requests")))
        .isEqualTo("kubectl -n shop edit prometheusservicelevel.sloth.slok.dev checkout");
  }

  /** An alert that was pending for some time of that since its condition holds, and fires now. */
  private static Watched waited(Duration pending, Duration active) {
    return watched()
        .rule(
            new ResourceId("AlertRule", "shop", "Slow"),
            Watched.alerting("Slow", "up == 0", pending, Duration.ZERO),
            RuleSnapshot.State.FIRING,
            List.of(Watched.alert("Slow", active, "critical")));
  }

  @ParameterizedTest
  @CsvSource({"0, 15m", "600, 15m", "900, 30m", "3600, 2h"})
  void whatIsProposedForAFlappingAlertIsLongerThanWhatItHas(long seconds, String proposed) {
    Watched watched =
        watched()
            .rule(
                new ResourceId("AlertRule", "shop", "Slow"),
                Watched.alerting("Slow", "up == 0", Duration.ZERO, Duration.ofSeconds(seconds)),
                RuleSnapshot.State.INACTIVE,
                List.of())
            .fact(Question.ALERT_STARTS, 4, "alertname", "Slow", "skopos_namespace", "shop");

    assertThat(only(Pattern.ALERT_FLAPPING, watched).action())
        .endsWith("'{\"spec\":{\"keepFiringFor\":\"" + proposed + "\"}}'");
  }

  @Test
  void theAlertsOfObjectivesAreToldApart() {
    Watched watched =
        watched()
            .rule(
                new ResourceId("ServiceLevelObjective", "shop", "checkout"),
                Watched.alerting("ErrorBudgetBurn", "up == 0", Duration.ZERO, Duration.ZERO),
                RuleSnapshot.State.INACTIVE,
                List.of())
            .rule(
                new ResourceId("ServiceLevelObjective", "shop", "search"),
                Watched.alerting("ErrorBudgetBurn", "up == 0", Duration.ZERO, Duration.ZERO),
                RuleSnapshot.State.INACTIVE,
                List.of())
            .fact(
                Question.ALERT_STARTS,
                4,
                "alertname",
                "ErrorBudgetBurn",
                "skopos_namespace",
                "shop",
                "objective",
                "search");

    Issue issue = only(Pattern.ALERT_FLAPPING, watched);

    assertThat(issue.affected()).containsExactly("ServiceLevelObjective shop/search");
    assertThat(issue.action()).doesNotContain("keepFiringFor");
  }

  @Test
  void anAlertThatBeginsAgainAndAgainIsFlapping() {
    Issue issue =
        only(
            Pattern.ALERT_FLAPPING,
            watched()
                .rule("shop", "Slow")
                .fact(Question.ALERT_STARTS, 4, "alertname", "Slow", "skopos_namespace", "shop")
                .fact(
                    Question.ALERT_STARTS,
                    3,
                    "alertname",
                    "Slow",
                    "skopos_namespace",
                    "shop",
                    "a",
                    "b"));

    assertThat(issue.message()).isEqualTo("Slow began anew 4 times within 6 hours");
    assertThat(issue.action())
        .contains("kubectl -n shop patch alertrule Slow --type merge")
        .contains("keepFiringFor");
    none(
        watched()
            .rule("shop", "Slow")
            .fact(Question.ALERT_STARTS, 4, "alertname", "Slow", "skopos_namespace", "bank"));
  }

  private static TierSnapshot tier(Tier.Reach reach, TierState state) {
    return new TierSnapshot(
        new Tier(
            "fast",
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            BigDecimal.valueOf(2000),
            Duration.ZERO,
            Severity.CRITICAL,
            reach),
        20,
        20,
        state);
  }

  @Test
  void aBudgetThatIsSpentWithoutAnAlertIsUnnoticed() {
    List<TierSnapshot> quiet = List.of(tier(Tier.Reach.REACHABLE, TierState.INACTIVE));

    Issue issue =
        only(
            Pattern.BUDGET_UNNOTICED,
            watched().objective(ObjectiveSnapshot.State.EXHAUSTED, -0.5, quiet));

    assertThat(issue.message()).startsWith("-50.0 % of the error budget is left");
    none(watched().objective(ObjectiveSnapshot.State.MET, 0.9, quiet));
    none(
        watched()
            .objective(
                ObjectiveSnapshot.State.EXHAUSTED,
                -0.5,
                List.of(tier(Tier.Reach.REACHABLE, TierState.FIRING))));
  }

  @Test
  void aTierThatCanNeverFireIsNamed() {
    Issue issue =
        only(
            Pattern.TIER_UNREACHABLE,
            watched()
                .objective(
                    ObjectiveSnapshot.State.MET,
                    0.9,
                    List.of(tier(Tier.Reach.UNREACHABLE, TierState.UNREACHABLE))));

    assertThat(issue.message())
        .isEqualTo(
            "tier fast can never fire: its factor is 2000, but if all events were bad the budget"
                + " would burn 1000.0 times as fast");
  }

  @Test
  void anObjectiveWithoutEventsIsIdle() {
    assertThat(
            only(
                    Pattern.OBJECTIVE_IDLE,
                    watched().objective(ObjectiveSnapshot.State.NO_DATA, 1, List.of()))
                .action())
        .contains("kubectl -n shop get servicelevelobjective.skopos.dev checkout -o yaml");
  }

  private static final String PYRRAS = "servicelevelobjective.pyrra.dev checkout";
  private static final String SLOTHS = "prometheusservicelevel.sloth.slok.dev shop";

  @ParameterizedTest
  @CsvSource({
    "PYRRA, checkout, " + PYRRAS + ", raise spec.target, spec.alerting.burnrates",
    "SLOTH, shop:api-up, " + SLOTHS + ", raise objective in spec.slos, disable in spec.slos",
  })
  void actionsOnObjectivesOfOtherToolsAreOnesThatTheseHave(
      ObjectiveOrigin origin, String name, String resource, String target, String alerts) {
    ResourceId id = origin.id("shop", name);
    List<TierSnapshot> tiers = List.of(tier(Tier.Reach.UNREACHABLE, TierState.UNREACHABLE));

    String unreachable =
        only(
                Pattern.TIER_UNREACHABLE,
                watched().objective(id, ObjectiveSnapshot.State.MET, 0.9, tiers))
            .action();
    String unnoticed =
        only(
                Pattern.BUDGET_UNNOTICED,
                watched().objective(id, ObjectiveSnapshot.State.EXHAUSTED, -0.5, List.of()))
            .action();
    String idle =
        only(
                Pattern.OBJECTIVE_IDLE,
                watched().objective(id, ObjectiveSnapshot.State.NO_DATA, 1, List.of()))
            .action();

    String edit = "kubectl -n shop edit " + resource + ";";
    String show = "kubectl -n shop get " + resource + " -o yaml";
    assertThat(unreachable).contains(target + ": " + edit).endsWith(show + " | skopos import");
    assertThat(unnoticed)
        .contains("/ui/objectives/shop/" + id.name() + ";")
        .contains(alerts)
        .contains(edit)
        .endsWith(show + " | skopos import");
    assertThat(idle).contains(show + "; then ");
    assertThat(
            only(
                    Pattern.OBJECTIVE_IDLE,
                    watched().objective(id, ObjectiveSnapshot.State.NO_DATA, 1, List.of()))
                .affected())
        .containsExactly(id.toString());
  }

  @ParameterizedTest
  @CsvSource({"PYRRA, make spec.window longer", "SLOTH, look at its queries"})
  void tiersThatAreTooShortAreNotMendedByTheTarget(ObjectiveOrigin origin, String action) {
    List<TierSnapshot> tiers = List.of(tier(Tier.Reach.WINDOW_TOO_SHORT, TierState.UNREACHABLE));

    assertThat(
            only(
                    Pattern.TIER_UNREACHABLE,
                    watched()
                        .objective(
                            origin.id("shop", "checkout"), ObjectiveSnapshot.State.MET, 0.9, tiers))
                .action())
        .contains(action);
  }

  @ParameterizedTest
  @CsvSource({"HIGH, HIGH", "CRITICAL, CRITICAL"})
  void whatRunsOutSoonHasTheDate(Risk risk, Severity severity) {
    Issue issue = only(Pattern.CAPACITY_AT_RISK, watched().forecast("shop", "web", risk, 0.8));

    assertThat(issue.severity()).isEqualTo(severity);
    assertThat(issue.message()).contains("exhausted around 2026-11-16");
    assertThat(issue.action()).contains("/ui/capacity/shop/web");
    none(watched().forecast("shop", "web", Risk.MEDIUM, 0.8));
  }

  private static final String[] POD = {
    "namespace", "shop", "pod", "web-1", "container", "app", "uid", "x"
  };

  @Test
  void aContainerThatIsKilledForWantOfMemoryHasALimitToRaise() {
    Watched watched =
        watched()
            .fact(Question.OUT_OF_MEMORY, 1, POD)
            .fact(Question.MEMORY_LIMIT, 256.0 * 1024 * 1024, POD)
            .fact(Question.RESTARTS, 5, POD);

    Issue issue = only(Pattern.OUT_OF_MEMORY, watched);

    assertThat(issue.affected()).containsExactly("Pod shop/web-1, container app");
    assertThat(issue.message()).endsWith("its memory limit of 256Mi");
    assertThat(issue.action())
        .contains("container app to 390Mi")
        .contains("kubectl -n shop describe pod web-1");
  }

  @Test
  void aContainerThatStartsAgainAndAgainHasALogToRead() {
    assertThat(only(Pattern.RESTARTING, watched().fact(Question.RESTARTS, 5.02, POD)).action())
        .contains("kubectl -n shop logs web-1 -c app --previous --tail=100");
  }

  @Test
  void aContainerThatWaitsForItsCpuLimitHasALimitToRaise() {
    Issue issue = only(Pattern.CPU_THROTTLED, watched().fact(Question.THROTTLED, 0.4, POD));

    assertThat(issue.message())
        .isEqualTo("waited for its CPU limit in 40 % of all periods of the last hour");
    assertThat(issue.action()).contains("kubectl -n shop get pod web-1");
  }

  @Test
  void targetsThatAreDownAreNamedWithTheirError() {
    Issue issue =
        only(Pattern.TARGETS_DOWN, watched().source("shop", "web", Health.UP, Health.DOWN));

    assertThat(issue.severity()).isEqualTo(Severity.WARNING);
    assertThat(issue.message())
        .isEqualTo(
            "1 of 2 targets cannot be scraped, among them http://10.0.0.1/metrics: connection"
                + " refused");
    assertThat(only(Pattern.TARGETS_DOWN, watched().source("shop", "web", Health.DOWN)).severity())
        .isEqualTo(Severity.HIGH);
    none(watched().source("shop", "web", Health.UP, Health.UNKNOWN));
  }

  @Test
  void aRuleThatCannotBeEvaluatedIsNamedWithWhy() {
    Problem problem = new Problem("QueryFailed", "too many samples");

    assertThat(
            only(Pattern.RULE_FAILING, watched().problem("shop", "Slow", true, problem)).message())
        .isEqualTo("Slow: QueryFailed: too many samples");
    none(watched().rule("shop", "Slow"));
  }

  @Test
  void aChannelThatDoesNotDeliverIsNamedWithWhy() {
    Issue failing =
        only(
            Pattern.CHANNEL_FAILING,
            watched().channel("shop", "hook", ChannelSnapshot.State.FAILING, List.of()));
    Issue lacking =
        only(
            Pattern.CHANNEL_FAILING,
            watched()
                .channel(
                    "shop",
                    "hook",
                    ChannelSnapshot.State.IDLE,
                    List.of("Secret \"x\" is missing")));

    assertThat(failing.message()).isEqualTo("does not deliver: answered 500; 2 notifications wait");
    assertThat(lacking.message()).contains("Secret \"x\" is missing");
    assertThat(lacking.action()).startsWith("Create what is missing");
    none(watched().channel("shop", "hook", ChannelSnapshot.State.DELIVERING, List.of()));
  }

  @Test
  void theWorstComeFirst() {
    Watched watched =
        watched()
            .certificate("shop", "web", State.HEALTHY, Duration.ofDays(13))
            .failing("shop", "api", "api", Reason.TIMED_OUT, NOW)
            .forecast("bank", "till", Risk.CRITICAL, 1);

    assertThat(issues(watched))
        .extracting(Issue::severity)
        .containsExactly(Severity.CRITICAL, Severity.HIGH, Severity.WARNING);
  }
}
