// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.budget;

import static dev.skopos.slo.Objectives.objective;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.calendar.CalendarUnit;
import dev.skopos.model.Severity;
import dev.skopos.slo.Objectives;
import dev.skopos.slo.definition.Alerting;
import dev.skopos.slo.definition.Alerting.Tiers;
import dev.skopos.slo.definition.BurnTier;
import dev.skopos.slo.definition.LengthText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TierPlanTest {

  @Test
  void googlesTiersOf30Days() {
    assertThat(tiers(objective()))
        .containsExactly(
            "page-quick 5m/1h 14.4 0s critical REACHABLE",
            "page-slow 30m/6h 6 0s critical REACHABLE",
            "ticket-quick 2h/1d 3 0s warning REACHABLE",
            "ticket-slow 6h/3d 1 0s warning REACHABLE");
  }

  @Test
  void googlesFactorsSpendTheSameShareOfAnotherWindow() {
    assertThat(tiers(objective().rolling(Duration.ofDays(90))))
        .containsExactly(
            "page-quick 5m/1h 43.2 0s critical REACHABLE",
            "page-slow 30m/6h 18 0s critical REACHABLE",
            "ticket-quick 2h/1d 9 0s warning REACHABLE",
            "ticket-slow 6h/3d 3 0s warning REACHABLE");
    assertThat(tiers(objective().calendar(CalendarUnit.WEEK, "UTC")))
        .containsExactly(
            "page-quick 5m/1h 3.36 0s critical REACHABLE",
            "page-slow 30m/6h 1.4 0s critical REACHABLE",
            "ticket-quick 2h/1d 0.7 0s warning REACHABLE",
            "ticket-slow 6h/3d 0.2333333333333333 0s warning REACHABLE");
  }

  @Test
  void aTierThatCanNeverFireSaysSo() {
    assertThat(tiers(objective().target("90")))
        .containsExactly(
            "page-quick 5m/1h 14.4 0s critical UNREACHABLE",
            "page-slow 30m/6h 6 0s critical REACHABLE",
            "ticket-quick 2h/1d 3 0s warning REACHABLE",
            "ticket-slow 6h/3d 1 0s warning REACHABLE");
    // 10 times a tenth is all there is
    assertThat(tiers(custom("10", Duration.ofMinutes(5)).target("90")))
        .containsExactly("own 5m/1h 10 0s info UNREACHABLE");
    assertThat(tiers(custom("9.999", Duration.ofMinutes(5)).target("90")))
        .containsExactly("own 5m/1h 9.999 0s info REACHABLE");
  }

  @Test
  void aTierWhoseWindowsDoNotFitSaysSo() {
    assertThat(tiers(objective().rolling(Duration.ofDays(1))))
        .element(3)
        .isEqualTo("ticket-slow 6h/3d 0.03333333333333333 0s warning WINDOW_TOO_LONG");
    assertThat(tiers(objective().every(Duration.ofMinutes(10))))
        .element(0)
        .isEqualTo("page-quick 5m/1h 14.4 0s critical WINDOW_TOO_SHORT");
    assertThat(tiers(objective().slices(Duration.ofMinutes(15))))
        .startsWith(
            "page-quick 5m/1h 14.4 0s critical WINDOW_TOO_SHORT",
            "page-slow 30m/6h 6 0s critical REACHABLE");
  }

  @Test
  void pyrrasWindowsScaleFrom28Days() {
    Objectives pyrra = objective().alerting(Alerting.of(Tiers.Preset.PYRRA));
    assertThat(tiers(pyrra.rolling(Duration.ofDays(28))))
        .containsExactly(
            "page-quick 5m/1h 14 2m critical REACHABLE",
            "page-slow 30m/6h 7 15m critical REACHABLE",
            "ticket-quick 2h/1d 2 1h warning REACHABLE",
            "ticket-slow 6h/4d 1 3h warning REACHABLE");
    // rounded to minutes: 5.357m, 1h4.29m, 2.14m; 32.14m, 6h25.7m, 16.07m; ...
    assertThat(tiers(pyrra.rolling(Duration.ofDays(30))))
        .containsExactly(
            "page-quick 5m/1h4m 14 2m critical REACHABLE",
            "page-slow 32m/6h26m 7 16m critical REACHABLE",
            "ticket-quick 2h9m/1d1h43m 2 1h4m warning REACHABLE",
            "ticket-slow 6h26m/4d6h51m 1 3h13m warning REACHABLE");
    assertThat(tiers(pyrra.rolling(Duration.ofDays(1))))
        .element(0)
        .isEqualTo("page-quick 0s/2m 14 0s critical WINDOW_TOO_SHORT");
  }

  @Test
  void aBudgetPercentIsThePartOfTheWholeThatTheLongWindowSpends() {
    BurnTier tier =
        new BurnTier(
            "own",
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            new BurnTier.Limit.BudgetPercent(new BigDecimal("2")),
            Duration.ofMinutes(1),
            Severity.HIGH);

    assertThat(tiers(objective().alerting(Alerting.of(new Tiers.Custom(List.of(tier))))))
        .containsExactly("own 5m/1h 14.4 1m high REACHABLE");
  }

  private static Objectives custom(String factor, Duration shorter) {
    BurnTier tier =
        new BurnTier(
            "own",
            shorter,
            Duration.ofHours(1),
            new BurnTier.Limit.Factor(new BigDecimal(factor)),
            Duration.ZERO,
            Severity.INFO);
    return objective().alerting(Alerting.of(new Tiers.Custom(List.of(tier))));
  }

  private static List<String> tiers(Objectives objective) {
    return TierPlan.of(objective.build()).stream()
        .map(
            tier ->
                "%s %s/%s %s %s %s %s"
                    .formatted(
                        tier.name(),
                        LengthText.of(tier.shortWindow()),
                        LengthText.of(tier.longWindow()),
                        tier.factorText(),
                        LengthText.of(tier.hold()),
                        tier.severity().label(),
                        tier.reach()))
        .toList();
  }
}
