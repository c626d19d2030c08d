// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.judgement;

import static dev.skopos.forecast.judgement.JudgementLab.ID;
import static dev.skopos.forecast.judgement.JudgementLab.SHOP;
import static dev.skopos.forecast.judgement.JudgementLab.anomaly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.skopos.forecast.model.Side;
import dev.skopos.model.Applied;
import dev.skopos.model.Labels;
import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.RuleDefinition;
import dev.skopos.rule.RuleSnapshot.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementRegistryTest {

  private static final String OF_RULE =
      "{app=\"shop\",alertrule=\"orders\",skopos_namespace=\"shop\"}";

  private final JudgementLab lab = new JudgementLab();
  private final Random random = new Random(11);

  /** A day between 80 and 120, with noise of 2. */
  private double day(double hour) {
    return wave(hour) + 2 * random.nextGaussian();
  }

  private static double wave(double hour) {
    return 100 + 20 * Math.sin(2 * Math.PI * hour / 24);
  }

  private void learned(Judgement judgement) {
    lab.past(SHOP, 30, this::day);
    lab.apply(judgement);
  }

  @Test
  void whatIsOutOfTheOrdinaryFiresWithinFiveEvaluations() {
    learned(anomaly());
    lab.live(Duration.ofHours(3), this::day);
    assertThat(lab.state()).isEqualTo(State.INACTIVE);

    lab.live(Duration.ofMinutes(5), hour -> wave(hour) + 15);

    assertThat(lab.fires()).isTrue();
    double expected = lab.value("skopos_anomaly_expected" + OF_RULE).orElseThrow();
    assertThat(expected).isCloseTo(wave(3), within(4.0));
    assertThat(lab.alert().value()).isCloseTo(wave(3) + 15, within(1.0));
    assertThat(lab.alert().labels().get("app")).isEqualTo("shop");
    assertThat(lab.alert().summary())
        .isEqualTo("expected %s, not %s".formatted(text(expected), lab.alert().value()));
    assertThat(lab.value("skopos_anomaly_upper" + OF_RULE).orElseThrow())
        .isBetween(expected, lab.alert().value());
    assertThat(lab.value("skopos_anomaly_lower" + OF_RULE).orElseThrow()).isLessThan(expected);
    assertThat(lab.value("skopos_anomaly_chance" + OF_RULE).orElseThrow()).isLessThan(0.01);
    assertThat(lab.value("skopos_anomaly_strange" + OF_RULE)).hasValue(1);
    assertThat(lab.snapshot().strange()).isEqualTo(1);
    assertThat(lab.snapshot().lowestChance()).isLessThan(0.01);

    lab.live(Duration.ofMinutes(5), this::day);
    assertThat(lab.state()).isEqualTo(State.INACTIVE);
  }

  /** As the template function humanize has it. */
  private static String text(double value) {
    return "%.4g".formatted(value).replaceFirst("[.]?0+$", "");
  }

  @Test
  void singleOutliersDoNotFire() {
    learned(anomaly());
    for (int round = 0; round < 10; round++) {
      lab.live(Duration.ofMinutes(1), hour -> wave(hour) * 3);
      assertThat(lab.fires()).isFalse();
      lab.live(Duration.ofMinutes(4), JudgementRegistryTest::wave);
      assertThat(lab.fires()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BOTH,  0,  15, true",
    "BOTH,  0, -15, true",
    "ABOVE, 0,  15, true",
    "ABOVE, 0, -15, false",
    "BELOW, 0, -15, true",
    "BELOW, 0,  15, false",
    "BOTH, 20,  15, false",
    "BOTH, 20,  35, true"
  })
  void sidesAndTheLeastDeviationCount(Side side, double least, double shift, boolean fires) {
    learned(anomaly(side, least));

    lab.live(Duration.ofMinutes(5), hour -> wave(hour) + shift);

    assertThat(lab.fires()).isEqualTo(fires);
  }

  @Test
  void aLevelShiftFiresUntilItIsUsual() {
    learned(anomaly());

    lab.live(Duration.ofMinutes(10), hour -> day(hour) + 30);
    assertThat(lab.fires()).isTrue();

    lab.live(Duration.ofDays(4), hour -> day(hour) + 30);
    assertThat(lab.fires()).isFalse();
  }

  @Test
  void gapsDoNoHarm() {
    lab.past(
        SHOP,
        30,
        hour ->
            random.nextInt(10) == 0 || (hour > -200 && hour < -170) || hour > -5
                ? Double.NaN
                : day(hour));
    lab.live(day(0));
    lab.apply(anomaly());
    lab.live(Duration.ofMinutes(20), this::day);
    assertThat(lab.snapshot().judged()).isEqualTo(1);
    assertThat(lab.fires()).isFalse();

    lab.live(Duration.ofMinutes(2), hour -> wave(hour) + 20);
    // The expression has no answer for a while, and the strange values before it still count.
    lab.scheduler.advance(Duration.ofMinutes(15));
    lab.live(Duration.ofMinutes(1), hour -> wave(hour) + 20);

    assertThat(lab.fires()).isTrue();
  }

  @Test
  void withLessThanAWeekNothingIsJudged() {
    lab.past(SHOP, 6, this::day);
    lab.apply(anomaly());

    lab.live(1e6, 1e6, 1e6, 1e6, 1e6);

    assertThat(lab.state()).isEqualTo(State.INACTIVE);
    assertThat(lab.snapshot().judged()).isZero();
    assertThat(lab.snapshot().learning()).isEqualTo(1);
    assertThat(lab.value("skopos_anomaly_chance")).isEmpty();
  }

  @Test
  void aWeekIsEnough() {
    lab.past(SHOP, 8, this::day);
    lab.apply(new Judgement.Anomaly(0.01, Duration.ofDays(7), Side.BOTH, 0));

    lab.live(Duration.ofMinutes(5), hour -> wave(hour) + 40);

    assertThat(lab.fires()).isTrue();
  }

  @Test
  void seriesBeyondTheFirstAreLeftOutAndCounted() {
    for (int pod = 0; pod < JudgementSnapshot.MOST_SERIES + 30; pod++) {
      lab.past(Labels.of("pod", "p" + pod), 1, _ -> 5);
    }
    lab.apply(anomaly());

    assertThat(lab.snapshot().learning()).isEqualTo(JudgementSnapshot.MOST_SERIES);
    assertThat(lab.snapshot().leftOut()).isEqualTo(30);
  }

  @Test
  void aSeriesThatComesIsLearnedSoon() {
    lab.apply(anomaly());
    assertThat(lab.snapshot().judged()).isZero();

    lab.past(SHOP, 30, this::day);
    lab.live(Duration.ofMinutes(3), this::day);

    assertThat(lab.snapshot().judged()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"PT10M, true", "PT2H, false"})
  void verdictsFromShortlyBeforeARestartCount(Duration away, boolean fires) {
    learned(anomaly());
    lab.live(Duration.ofMinutes(2), hour -> wave(hour) + 20);
    assertThat(lab.fires()).isFalse();

    lab.restart(away);
    lab.apply(anomaly());
    assertThat(lab.snapshot().judged()).as("there is no value yet").isZero();
    lab.live(Duration.ofMinutes(2), hour -> wave(hour) + 20);

    assertThat(lab.fires()).isEqualTo(fires);
  }

  @Test
  void verdictsFromBeforeARestartAreForgottenByARest() {
    learned(anomaly());
    lab.live(Duration.ofMinutes(2), hour -> wave(hour) + 20);
    lab.restart(Duration.ofMinutes(1));
    lab.apply(anomaly());
    lab.registry.apply(JudgementLab.rule(true, true), Optional.of(anomaly()));
    lab.scheduler.advance(Duration.ofMinutes(1));

    lab.apply(anomaly());
    lab.live(Duration.ofMinutes(2), hour -> wave(hour) + 20);

    assertThat(lab.fires()).isFalse();
  }

  @Test
  void anAlertGoesOnUntilThePastIsKnownAgain() {
    learned(anomaly());
    lab.live(Duration.ofMinutes(5), hour -> wave(hour) + 20);

    lab.restart(Duration.ofMinutes(1));
    lab.storeFails(true);
    lab.apply(anomaly());
    lab.scheduler.advance(Duration.ofMinutes(3));

    assertThat(lab.fires()).isTrue();
    assertThat(lab.snapshot().learnedAt()).isNull();
    assertThat(lab.snapshot().problem()).isEqualTo("the store does not answer");
    assertThat(lab.rules.snapshot(ID).orElseThrow().problem())
        .isNotNull()
        .extracting(problem -> problem.message())
        .isEqualTo("the store does not answer");

    lab.storeFails(false);
    lab.live(Duration.ofMinutes(5), JudgementRegistryTest::wave);

    assertThat(lab.state()).isEqualTo(State.INACTIVE);
    assertThat(lab.snapshot().problem()).isNull();
  }

  @Test
  void whatIsLearnedIsTooOldAfterSixHours() {
    learned(anomaly());
    lab.live(Duration.ofMinutes(1), this::day);
    assertThat(lab.state()).isEqualTo(State.INACTIVE);

    lab.storeFails(true);
    lab.scheduler.advance(Duration.ofHours(8));

    assertThat(lab.state()).isEqualTo(State.UNKNOWN);
    assertThat(lab.snapshot().problem()).isEqualTo("the store does not answer");
  }

  @Test
  void aRuleThatIsJudgedNoMoreAlertsByItsExpression() {
    learned(anomaly());
    lab.live(Duration.ofMinutes(2), this::day);
    assertThat(lab.state()).isEqualTo(State.INACTIVE);

    lab.registry.apply(JudgementLab.rule(false, false), Optional.empty());
    lab.live(Duration.ofMinutes(1), this::day);

    assertThat(lab.fires()).isTrue();
    assertThat(lab.registry.snapshot(ID)).isEmpty();
    assertThat(lab.value("skopos_anomaly_expected")).isEmpty();
  }

  @Test
  void whatIsSuspendedOrRemovedEndsItsSeries() {
    learned(anomaly());
    lab.live(Duration.ofMinutes(2), this::day);
    assertThat(lab.value("skopos_anomaly_expected")).isPresent();

    lab.registry.apply(JudgementLab.rule(true, true), Optional.of(anomaly()));
    lab.scheduler.advance(Duration.ofMillis(1));
    assertThat(lab.value("skopos_anomaly_expected")).isEmpty();
    assertThat(lab.state()).isEqualTo(State.SUSPENDED);

    lab.apply(anomaly());
    lab.live(Duration.ofMinutes(2), this::day);
    assertThat(lab.value("skopos_anomaly_expected")).isPresent();

    lab.registry.retainOnly(ID.kind(), Set.of());
    lab.scheduler.advance(Duration.ofMillis(1));
    assertThat(lab.value("skopos_anomaly_expected")).isEmpty();
    assertThat(lab.registry.snapshot(ID)).isEmpty();
    assertThat(lab.rules.snapshot(ID)).isEmpty();
  }

  @Test
  void whatIsRefusedChangesNothing() {
    learned(anomaly());
    GroupDefinition bad =
        new GroupDefinition(
            ID,
            GroupDefinition.Form.SINGLE,
            JudgementLab.INTERVAL,
            Duration.ZERO,
            0,
            false,
            List.of(),
            List.of(
                new RuleDefinition.Alerting(
                    "Orders",
                    "orders[5m]",
                    Duration.ZERO,
                    Duration.ZERO,
                    new TreeMap<>(),
                    new TreeMap<>(),
                    true)));

    assertThat(lab.registry.apply(bad, Optional.of(anomaly(Side.ABOVE, 0))))
        .isEqualTo(
            new Applied.Rejected(
                "InvalidExpression",
                "spec.expr: gives a range vector, but an alert needs an instant vector, such as"
                    + " sum(rate(http_requests_total[5m]))"));
    assertThat(lab.snapshot().rule().judgement()).isEqualTo(anomaly());
  }

  /** Forty percent in a week, over a day and a weekend with less. */
  private double growing(double hour) {
    return flat(hour) * (1 + 0.4 * Math.max(0, hour + 168) / 168);
  }

  private double flat(double hour) {
    boolean weekend = Math.floorMod((long) Math.floor(hour / 24) + 1, 7) >= 5;
    return day(hour) * (weekend ? 0.6 : 1);
  }

  @ParameterizedTest
  @CsvSource({"UP, 20, true", "BOTH, 20, true", "DOWN, 20, false", "UP, 70, false"})
  void aTrendFiresWhenItIsLargeAndGoesThatWay(Judgement.Way way, double percent, boolean fires) {
    lab.past(SHOP, 40, this::growing);
    lab.apply(new Judgement.Trend(Duration.ofDays(7), percent, way));
    lab.scheduler.advance(Duration.ofMinutes(1));

    assertThat(lab.fires()).isEqualTo(fires);
    double ratio = lab.value("skopos_trend_change_ratio" + OF_RULE).orElseThrow();
    assertThat(ratio).isBetween(0.25, 0.45);
    assertThat(lab.value("skopos_trend_chance" + OF_RULE).orElseThrow()).isLessThan(0.01);
    if (fires) {
      assertThat(lab.alert().value()).isEqualTo(ratio);
    }
  }

  @ParameterizedTest
  @CsvSource({"P1D", "P2D", "P7D", "P14D", "P28D"})
  void seasonsAreNoTrend(Duration over) {
    lab.past(SHOP, 40, this::flat);
    lab.apply(new Judgement.Trend(over, 10, Judgement.Way.BOTH));
    lab.scheduler.advance(Duration.ofMinutes(1));

    assertThat(lab.snapshot().judged()).isEqualTo(1);
    assertThat(lab.fires()).isFalse();
  }

  @Test
  void aTrendNeedsTwoWeeks() {
    lab.past(SHOP, 13, this::growing);
    lab.apply(new Judgement.Trend(Duration.ofDays(7), 10, Judgement.Way.BOTH));
    lab.scheduler.advance(Duration.ofMinutes(1));

    assertThat(lab.snapshot().learning()).isEqualTo(1);
    assertThat(lab.fires()).isFalse();
  }

  @Test
  void rangesAreChecked() {
    DoubleUnaryOperator chance =
        value -> new Judgement.Anomaly(value, Duration.ofDays(7), Side.BOTH, 0).significance();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> chance.applyAsDouble(0.001))
        .withMessage("significance: 0.001, it must be from 0.005 to 0.2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Judgement.Anomaly(0.01, Duration.ofDays(6), Side.BOTH, 0))
        .withMessage("learn: PT144H, it must be from 7d to 84d");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Judgement.Trend(Duration.ofHours(1), 1, Judgement.Way.UP))
        .withMessage("over: PT1H, it must be from 1d to 84d");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Judgement.Trend(Duration.ofDays(1), 0, Judgement.Way.UP))
        .withMessage("changePercent: 0.0, it must be above 0");
  }
}
