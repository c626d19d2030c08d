// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.score;

import static dev.skopos.insight.observe.Watched.watched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.skopos.forecast.definition.Risk;
import dev.skopos.insight.observe.Watched;
import dev.skopos.insight.score.Health.NamespaceHealth;
import dev.skopos.model.Severity;
import dev.skopos.probe.CheckSnapshot.State;
import dev.skopos.probe.Reason;
import dev.skopos.rule.RuleSnapshot;
import dev.skopos.slo.ObjectiveSnapshot;
import dev.skopos.slo.ObjectiveSnapshot.TierSnapshot;
import dev.skopos.slo.ObjectiveSnapshot.TierState;
import dev.skopos.slo.budget.Tier;
import dev.skopos.slo.definition.ObjectiveOrigin;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HealthTest {

  private static Health health(Watched watched) {
    Health health = Health.of(watched.observed());
    health
        .scores()
        .filter(each -> each.value().isPresent())
        .forEach(
            each ->
                assertThat(each.deductions().stream().mapToInt(Score.Deduction::points).sum())
                    .as("what %s has lost", each.subject())
                    .isEqualTo(100 - each.value().getAsInt()));
    return health;
  }

  private static NamespaceHealth namespace(Watched watched) {
    assertThat(health(watched).namespaces()).hasSize(1);
    return health(watched).namespaces().getFirst();
  }

  private static int score(Watched watched) {
    return namespace(watched).score().value().orElseThrow();
  }

  @Test
  void allGoodIs100() {
    NamespaceHealth shop =
        namespace(watched().check("shop", "web", "web", State.HEALTHY).rule("shop", "slow"));

    assertThat(shop.score().value()).hasValue(100);
    assertThat(shop.score().deductions()).isEmpty();
    assertThat(shop.score().hasIssues()).isFalse();
    assertThat(shop.score().basis()).containsOnly(entry(Kind.CHECKS), entry(Kind.ALERTS));
    assertThat(shop.workloads()).singleElement().extracting(Score::subject).isEqualTo(WEB);
  }

  private static final Subject WEB = new Subject.Workload("shop", "web");

  private static java.util.Map.Entry<Kind, Integer> entry(Kind kind) {
    return java.util.Map.entry(kind, 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"UNKNOWN", "SUSPENDED"})
  void whatIsNotKnownHasNoScore(State state) {
    NamespaceHealth shop = namespace(watched().check("shop", "web", "web", state));

    assertThat(shop.score().value()).isEmpty();
    assertThat(shop.score().hasIssues()).isFalse();
    assertThat(shop.workloads().getFirst().value()).isEmpty();
    assertThat(health(watched()).whole().value()).isEmpty();
  }

  @Test
  void eachDeductionNamesItsSourceAndWhy() {
    Score shop = namespace(watched().check("shop", "web", "web", State.UNHEALTHY)).score();

    assertThat(shop.value()).hasValue(70);
    assertThat(shop.hasIssues()).isTrue();
    assertThat(shop.deductions())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.points()).isEqualTo(30);
              assertThat(each.finding().source()).isEqualTo(Watched.check("shop", "web"));
              assertThat(each.finding().message()).isEqualTo("Unhealthy: says Unhealthy");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "HEALTHY, 1, 100",
    "HEALTHY, 0.99, 100",
    "HEALTHY, 0.98, 95",
    "HEALTHY, 0.90, 90",
    "DEGRADED, 1, 90",
    "UNHEALTHY, 0.5, 70"
  })
  void aCheckTakesPointsByStateElseByUptime(State state, double uptime, int score) {
    assertThat(score(watched().check("shop", "a", "a", state, Reason.TIMED_OUT, uptime)))
        .isEqualTo(score);
  }

  @ParameterizedTest
  @CsvSource({
    "critical, 75",
    "high, 85",
    "error, 90",
    "medium, 92",
    "warning, 95",
    "low, 98",
    "info, 100",
    "page, 95"
  })
  void anAlertTakesPointsBySeverity(String severity, int score) {
    assertThat(score(watched().firing("shop", "Slow", severity))).isEqualTo(score);
  }

  @Test
  void everySeverityHasItsPlace() {
    assertThat(java.util.Arrays.stream(Severity.values()).map(AlertPoints::points).toList())
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  @Test
  void anAlertCountsForTheWorkloadOfItsLabelsToo() {
    NamespaceHealth shop = namespace(watched().firing("shop", "Slow", "critical", "app", "web"));

    assertThat(shop.score().value()).hasValue(75);
    assertThat(shop.workloads()).singleElement().extracting(Score::subject).isEqualTo(WEB);
    assertThat(shop.workloads().getFirst().value()).hasValue(75);
  }

  @Test
  void anAlertOfAScoreTakesNothingOrItWouldKeepItselfFiring() {
    Watched watched =
        watched()
            .check("shop", "web", "web", State.HEALTHY)
            .rule(
                "shop",
                "Unwell",
                "skopos_namespace_health_score < 80",
                RuleSnapshot.State.FIRING,
                List.of(Watched.alert("Unwell", Duration.ofHours(1), "critical")));

    assertThat(score(watched)).isEqualTo(100);
  }

  @Test
  void aKindTakesNoMoreThanItsCap() {
    Watched watched = watched();
    IntStream.range(0, 5).forEach(i -> watched.check("shop", "c" + i, "web", State.UNHEALTHY));
    watched.firing("shop", "Slow", "critical").firing("shop", "Slower", "critical");

    Score shop = namespace(watched).score();

    assertThat(shop.value()).hasValue(100 - 60 - 40);
    assertThat(shop.deductions())
        .extracting(Score.Deduction::points)
        .containsExactly(30, 30, 25, 15);
    assertThat(shop.beyond()).isEqualTo(3);
  }

  @Test
  void noScoreIsBelow0() {
    Watched watched = watched();
    IntStream.range(0, 2).forEach(i -> watched.check("shop", "c" + i, "x", State.UNHEALTHY));
    watched
        .firing("shop", "Slow", "critical")
        .firing("shop", "Slower", "critical")
        .objective(ObjectiveSnapshot.State.EXHAUSTED, -1, List.of());

    Score shop = namespace(watched).score();

    assertThat(shop.value()).hasValue(0);
    assertThat(shop.beyond()).isEqualTo(1);
  }

  private static TierSnapshot tier(Severity severity, TierState state) {
    return new TierSnapshot(
        new Tier(
            "fast",
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            BigDecimal.valueOf(14.4),
            Duration.ZERO,
            severity,
            Tier.Reach.REACHABLE),
        20,
        20,
        state);
  }

  @Test
  void anObjectiveTakesTheWorstOfWhatHoldsForIt() {
    TierSnapshot critical = tier(Severity.CRITICAL, TierState.FIRING);
    TierSnapshot quiet = tier(Severity.CRITICAL, TierState.INACTIVE);
    List<TierSnapshot> none = List.of();

    assertThat(score(watched().objective(ObjectiveSnapshot.State.MET, 0.5, none))).isEqualTo(100);
    assertThat(score(watched().objective(ObjectiveSnapshot.State.MET, 0.2, none))).isEqualTo(95);
    assertThat(score(watched().objective(ObjectiveSnapshot.State.BURNING, 1, List.of(quiet))))
        .isEqualTo(90);
    assertThat(score(watched().objective(ObjectiveSnapshot.State.BURNING, 1, List.of(critical))))
        .isEqualTo(80);
    assertThat(score(watched().objective(ObjectiveSnapshot.State.EXHAUSTED, -1, none)))
        .isEqualTo(75);
    assertThat(
            namespace(watched().objective(ObjectiveSnapshot.State.NO_DATA, 1, none))
                .score()
                .value())
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aBurnAlertCountsAsBudgetAloneWhereverItsObjectiveIsFrom(ObjectiveOrigin origin) {
    Watched watched =
        watched()
            .objective(
                ObjectiveSnapshot.State.BURNING,
                1,
                List.of(tier(Severity.CRITICAL, TierState.FIRING)))
            .rule(
                origin.id("shop", "checkout"),
                Watched.alerting("Burns", "up == 0", Duration.ZERO, Duration.ZERO),
                RuleSnapshot.State.FIRING,
                List.of(Watched.alert("Burns", Duration.ofHours(1), "critical")));

    assertThat(score(watched)).isEqualTo(80);
  }

  @ParameterizedTest
  @CsvSource({
    "LOW, 0.5, 100",
    "LOW, 0.96, 90",
    "MEDIUM, 0.5, 95",
    "HIGH, 0.5, 85",
    "CRITICAL, 0.5, 75",
    "MEDIUM, 1, 75",
    "UNKNOWN, 0.96, 90"
  })
  void aForecastTakesPointsByRiskOrByHowFullItIs(Risk risk, double used, int score) {
    assertThat(score(watched().forecast("shop", "web", risk, used))).isEqualTo(score);
  }

  @Test
  void theDateStandsWithTheRisk() {
    Score score = namespace(watched().forecast("shop", "web", Risk.HIGH, 0.8)).score();

    assertThat(score.deductions().getFirst().finding().message())
        .isEqualTo("users is used to 80.0 % of its limit, risk High, exhausted around 2026-11-16");
  }

  @Test
  void theWholeIsTheMeanOfTheNamespacesWithTheShareOfEach() {
    Watched watched = watched().check("unknown", "x", "x", State.UNKNOWN);
    IntStream.range(0, 7)
        .forEach(
            i -> watched.check("ns" + i, "web", "web", i < 3 ? State.UNHEALTHY : State.HEALTHY));

    Health health = health(watched);

    assertThat(health.whole().value()).hasValue(87.1);
    assertThat(health.whole().shares()).hasSize(3);
    assertThat(health.whole().shares().stream().mapToDouble(Health.Share::points).sum())
        .isCloseTo(12.9, within(1e-9));
    assertThat(health.namespacesWithIssues()).isEqualTo(3);
  }

  @Test
  void ofTooManyWorkloadsTheWorstStay() {
    Watched watched = watched();
    IntStream.range(0, 5)
        .forEach(
            i ->
                watched.check(
                    "shop", "c" + i, "host" + i, i == 3 ? State.UNHEALTHY : State.HEALTHY));

    Health health =
        Health.of(Watched.NOW, Observations.of(watched.observed()), /* mostWorkloads= */ 1);

    assertThat(health.leftOut()).isEqualTo(4);
    assertThat(health.namespaces().getFirst().workloads())
        .singleElement()
        .extracting(Score::subject)
        .isEqualTo(new Subject.Workload("shop", "host3"));
    assertThat(health.namespaces().getFirst().score().basis()).containsEntry(Kind.CHECKS, 5);
  }
}
