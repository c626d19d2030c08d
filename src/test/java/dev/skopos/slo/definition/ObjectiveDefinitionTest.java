// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.definition;

import static dev.skopos.slo.Objectives.objective;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.model.Severity;
import dev.skopos.slo.definition.Alerting.BudgetAlert;
import dev.skopos.slo.definition.Alerting.Tiers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ObjectiveDefinitionTest {

  private static final ZoneId UTC = ZoneId.of("UTC");

  @Test
  void aTargetLeavesSomeBudgetAndAsksForSomething() {
    refused(
        () -> objective().target("100").build(),
        "targetPercent: 100, expected more than 0 and less than 100: with 100 there is no budget to"
            + " spend");
    refused(
        () -> objective().target("0.0").build(),
        "targetPercent: 0.0, expected more than 0 and less than 100: with 100 there is no budget to"
            + " spend");
    assertThat(objective().target("99.95").build().budgetRatio()).isEqualByComparingTo("0.0005");
  }

  @Test
  void aWindowRollsOverAnHourTo400Days() {
    refused(
        () -> objective().rolling(Duration.ofMinutes(59)),
        "window.rolling: 59m, expected from 1h to 400d");
    refused(
        () -> objective().rolling(Duration.ofDays(401)),
        "window.rolling: 401d, expected from 1h to 400d");
    refused(
        () -> objective().rolling(Duration.ofSeconds(3630)),
        "window.rolling: 1h30s, expected whole minutes");
  }

  @Test
  void contradictoryExclusionsAreRefused() {
    Instant noon = Instant.parse("2026-06-01T12:00:00Z");
    refused(
        () -> new Exclusion.OneOff(noon, noon, "move", null),
        "exclusions.to: 2026-06-01T12:00:00Z, expected an instant after from,"
            + " 2026-06-01T12:00:00Z");
    refused(
        () -> new Exclusion.OneOff(noon, noon.minusSeconds(1), "move", null),
        "exclusions.to: 2026-06-01T11:59:59Z, expected an instant after from,"
            + " 2026-06-01T12:00:00Z");
    refused(
        () -> Exclusion.Recurring.of("0 * * * *", Duration.ofHours(2), UTC, "backup", "ops"),
        "exclusions: duration PT2H: expected at most PT1H, which can lie between two begins of \"0"
            + " * * * *\"");
    refused(
        () -> Exclusion.Recurring.of("0 25 * * *", Duration.ofHours(2), UTC, "backup", "ops"),
        "exclusions.schedule: hour \"25\": expected 0 to 23");
    // 96 a day: 1,920 in 20 days, 2,880 in 30
    Exclusion often =
        Exclusion.Recurring.of("*/15 * * * *", Duration.ofMinutes(5), UTC, "restart", null);
    assertThat(objective().rolling(Duration.ofDays(20)).excluding(often).build().exclusions())
        .containsExactly(often);
    refused(
        () -> objective().excluding(often).build(),
        "exclusions: more than 2000 times within the window of 30d, expected fewer and longer"
            + " ones");
  }

  @Test
  void tiersAreCheckedAgainstEachOtherAndTheWindow() {
    refused(
        () -> tier("a", Duration.ofSeconds(30), Duration.ofHours(1), "2"),
        "alerting.tiers.shortWindow: 30s, expected whole minutes, at least 1m");
    refused(
        () -> tier("a", Duration.ofHours(1), Duration.ofHours(1), "2"),
        "alerting.tiers.shortWindow: 1h of tier a, expected less than longWindow, 1h");
    refused(
        () -> custom(tier("a", Duration.ofMinutes(5), Duration.ofDays(31), "2")),
        "alerting.tiers.longWindow: 31d of tier a, expected at most the window of the objective,"
            + " 30d");
    refused(
        () ->
            custom(
                tier("a", Duration.ofMinutes(5), Duration.ofHours(1), "2"),
                tier("b", Duration.ofMinutes(5), Duration.ofHours(1), "3")),
        "alerting.tiers: tier b has the factor 3, expected at most that of the tier before: the"
            + " fastest first");
    refused(
        () ->
            custom(
                tier("a", Duration.ofMinutes(5), Duration.ofHours(1), "2"),
                tier("a", Duration.ofMinutes(5), Duration.ofHours(1), "2")),
        "alerting.tiers.name: a name that two tiers have");
  }

  @Test
  void labelsThatObjectivesHaveThemselvesAreNotToBeSet() {
    refused(
        () -> objective().groupBy("window").build(),
        "groupBy: window, expected a label that the series of objectives do not have of their own");
    for (String label : List.of("le", "quantile", "__name__")) {
      refused(
          () -> objective().groupBy(label).build(),
          "groupBy: %s, expected a label that tells events apart: what this one does belongs together"
              .formatted(label));
    }
    refused(
        () -> objective().groupBy("route", "route").build(),
        "groupBy: names a label twice: [route, route]");
    refused(
        () -> Alerting.DEFAULT.withTexts(Map.of("tier", "1"), Map.of()),
        "alerting.labels.tier: not to be set, as it says what the alert is of");
  }

  @Test
  void numbersHaveTheirRanges() {
    refused(
        () -> new BudgetAlert.RemainingBelow(new BigDecimal("0"), Severity.WARNING),
        "alerting.budget.remainingBelowPercent: 0, expected more than 0 and at most 100");
    refused(
        () -> new BudgetPolicy(new BigDecimal("101"), null, true),
        "budgetPolicy.remainingBelowPercent: 101, expected from 0 to 100");
    refused(
        () -> objective().slices(Duration.ofSeconds(90)),
        "timeslices.length: 1m30s, expected whole minutes of which an hour has a multiple,"
            + " for instance 5m");
    refused(
        () -> objective().every(Duration.ofMillis(999)).build(),
        "interval: 999ms, expected from 1s to 1h");
    refused(
        () -> Alerting.DEFAULT.withLeast(-1, 0), "alerting.minFailures: -1, expected 0 or more");
  }

  private static BurnTier tier(String name, Duration shorter, Duration longer, String factor) {
    return new BurnTier(
        name,
        shorter,
        longer,
        new BurnTier.Limit.Factor(new BigDecimal(factor)),
        Duration.ZERO,
        Severity.CRITICAL);
  }

  private static ObjectiveDefinition custom(BurnTier... tiers) {
    return objective().alerting(Alerting.of(new Tiers.Custom(List.of(tiers)))).build();
  }

  private static void refused(ThrowingCallable making, String message) {
    assertThatThrownBy(making).isInstanceOf(InvalidObjectiveException.class).hasMessage(message);
  }
}
