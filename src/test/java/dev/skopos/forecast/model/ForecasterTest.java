// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ForecasterTest {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final int MONTH = 28 * 24;
  private static final Duration WEEK = Duration.ofDays(7);

  private final Forecaster forecaster = new Forecaster(7);

  @Test
  void aConstantSeriesIsStableAndNeverFull() {
    Forecast forecast = forecast(MONTH, _ -> 5, Request.of(WEEK, new Limit.Constant(6)));

    assertThat(forecast.expected().values()).containsOnly(5);
    assertThat(forecast.growth()).isInstanceOf(Growth.Stable.class);
    assertThat(forecast.interval(100, 0.95)).isEqualTo(new Interval(5, 5));
    assertThat(forecast.exhaustion())
        .hasValueSatisfying(
            never -> {
              assertThat(never.p10()).isEqualTo(new Crossing.Never());
              assertThat(never.p90()).isEqualTo(new Crossing.Never());
              assertThat(never.probabilityWithin(Duration.ofDays(400))).isZero();
            });
    assertThat(forecast.known()).isEqualTo(Duration.ofDays(28));
  }

  @Test
  void aLineIsContinuedUpToItsLimit() {
    Request request = Request.of(Duration.ofDays(20), new Limit.Constant(100 + MONTH + 240));
    Forecast forecast = forecast(MONTH, hour -> 100 + hour, request);

    assertThat(forecast.expected().at(0)).isCloseTo(100 + MONTH, within(1e-6));
    assertThat(forecast.expected().at(479)).isCloseTo(100 + MONTH + 479, within(1e-6));
    assertThat(forecast.growth())
        .isInstanceOfSatisfying(
            Growth.Changing.class,
            growth -> assertThat(growth.perDay()).isCloseTo(24, within(1e-6)));
    Instant full = START.plus(Duration.ofHours(MONTH + 240));
    assertThat(forecast.exhaustion().orElseThrow().p50()).isEqualTo(new Crossing.At(full));
    assertThat(forecast.exhaustion().orElseThrow().probability7d()).isZero();
    assertThat(forecast.exhaustion().orElseThrow().probability30d()).isEqualTo(1);
  }

  @Test
  void aLimitThatIsRaisedInTimeIsNotReached() {
    double[] limits = new double[MONTH + 200];
    Arrays.setAll(limits, hour -> hour < MONTH + 100 ? 100 + MONTH + 150 : 1e6);
    Limit raised = new Limit.Varying(HourlySeries.of(START, limits));

    Forecast forecast = forecast(MONTH, hour -> 100 + hour, Request.of(WEEK, raised));

    assertThat(forecast.exhaustion().orElseThrow().p50()).isEqualTo(new Crossing.Never());
  }

  @Test
  void whatIsFullIsFullNow() {
    Forecast forecast = forecast(MONTH, _ -> 5, Request.of(WEEK, new Limit.Constant(4)));

    Crossing now = new Crossing.At(START.plus(Duration.ofDays(28)));
    assertThat(forecast.exhaustion())
        .hasValueSatisfying(
            full -> {
              assertThat(List.of(full.p10(), full.p50(), full.p90())).containsOnly(now);
              assertThat(full.probabilityWithin(Duration.ofHours(1))).isEqualTo(1);
            });
  }

  @Test
  void aWeekIsRepeated() {
    IntToDoubleFunction week =
        hour -> 100 + 20 * Math.sin(2 * Math.PI * hour / 24) - (hour % 168 >= 120 ? 40 : 0);

    Forecast forecast = forecast(MONTH, week, Request.of(WEEK));

    for (int ahead = 0; ahead < 168; ahead++) {
      assertThat(forecast.expected().at(ahead))
          .isCloseTo(week.applyAsDouble(MONTH + ahead), within(0.1));
    }
    assertThat(forecast.model().daily()).isTrue();
    assertThat(forecast.model().weekly()).isTrue();
    assertThat(forecast.growth()).isInstanceOf(Growth.Stable.class);
  }

  @Test
  void noiseHasNoSeasonAndNoGrowth() {
    Random random = new Random(3);
    Forecast forecast = forecast(MONTH, _ -> 100 + random.nextGaussian(), Request.of(WEEK));

    assertThat(forecast.model().daily()).isFalse();
    assertThat(forecast.model().weekly()).isFalse();
    assertThat(forecast.growth()).isInstanceOf(Growth.Stable.class);
    assertThat(forecast.model().change()).isEqualTo(TrendChange.NONE);
    assertThat(forecast.model().coverage90()).isBetween(0.85, 0.97);
  }

  @Test
  void intervalsContainTheTruthAsOftenAsTheySay() {
    int inside = 0;
    int all = 0;
    for (int seed = 0; seed < 6; seed++) {
      Random random = new Random(seed);
      double[] values = random.doubles(MONTH + 168).map(u -> 50 + 10 * u).toArray();
      Forecast forecast =
          forecaster
              .forecast(HourlySeries.of(START, Arrays.copyOf(values, MONTH)), Request.of(WEEK))
              .orElseThrow();
      for (int ahead = 0; ahead < 168; ahead++, all++) {
        Interval interval = forecast.interval(ahead, 0.8);
        double truth = values[MONTH + ahead];
        inside += truth >= interval.low() && truth <= interval.high() ? 1 : 0;
      }
    }
    assertThat((double) inside / all).isBetween(0.76, 0.92);
  }

  @Test
  void wideIntervalsContainNarrowOnesAndWhatIsExpected() {
    Random random = new Random(1);
    Forecast forecast = forecast(MONTH, _ -> random.nextGaussian(), Request.of(WEEK));

    Interval inner = forecast.interval(50, 0.01);
    assertThat(forecast.expected().at(50)).isBetween(inner.low(), inner.high());
    for (double coverage = 0.05; coverage < 1; coverage += 0.05) {
      Interval outer = forecast.interval(50, coverage);
      assertThat(outer.low()).isLessThanOrEqualTo(inner.low());
      assertThat(outer.high()).isGreaterThanOrEqualTo(inner.high());
      inner = outer;
    }
  }

  @Test
  void theUnitDoesNotMatter() {
    Random random = new Random(5);
    double[] values = random.doubles(MONTH).map(u -> 40 + 10 * u).toArray();
    double[] bytes = Arrays.stream(values).map(value -> value * 1024).toArray();

    Forecast plain = forecast(values, Request.of(WEEK, new Limit.Constant(44.9)));
    Forecast scaled = forecast(bytes, Request.of(WEEK, new Limit.Constant(44.9 * 1024)));

    assertThat(scaled.exhaustion()).isEqualTo(plain.exhaustion());
    assertThat(scaled.model().mase()).isCloseTo(plain.model().mase(), within(1e-9));
    for (int ahead = 0; ahead < 168; ahead++) {
      assertThat(scaled.expected().at(ahead))
          .isCloseTo(1024 * plain.expected().at(ahead), within(1e-6));
    }
  }

  @Test
  void gapsDoNoHarm() {
    Random random = new Random(9);
    Forecast forecast =
        forecast(
            MONTH,
            hour -> random.nextInt(5) == 0 || hour > MONTH - 20 ? Double.NaN : 100 + hour / 24.0,
            Request.of(WEEK));

    assertThat(forecast.expected().at(167)).isCloseTo(100 + 28 + 7, within(0.3));
    assertThat(forecast.known()).isLessThan(Duration.ofHours(MONTH * 9 / 10));
  }

  @Test
  void aSingleSpikeIsNotFollowed() {
    Random random = new Random(2);
    Forecast forecast =
        forecast(
            MONTH, hour -> hour == MONTH - 3 ? 1e4 : 100 + random.nextGaussian(), Request.of(WEEK));

    assertThat(Arrays.stream(forecast.expected().values()))
        .allMatch(value -> Math.abs(value - 100) < 1);
  }

  @Test
  void theSameInputGivesTheSameOutput() {
    Random random = new Random(4);
    double[] values = random.doubles(MONTH).toArray();
    Request request = Request.of(WEEK, new Limit.Constant(0.6));

    Forecast once = forecast(values, request);
    Forecast again = forecast(values, request);

    assertThat(again.exhaustion()).isEqualTo(once.exhaustion());
    assertThat(again.model()).isEqualTo(once.model());
    assertThat(again.expected().values()).containsExactly(once.expected().values());
  }

  @Test
  void aStrangeValueHasASmallChance() {
    Random random = new Random(6);
    Forecast forecast = forecast(MONTH, _ -> 100 + random.nextGaussian(), Request.of(WEEK));

    Expectation then = forecast.at(forecast.expected().time(5));

    assertThat(then.chance(Side.BOTH, 100)).isGreaterThan(0.5);
    assertThat(then.chance(Side.BOTH, 110)).isLessThan(0.01).isPositive();
    assertThat(then.chance(Side.BOTH, 90)).isLessThan(0.01).isPositive();
  }

  @Test
  void withLessThanADayNothingIsSaid() {
    assertThat(forecaster.forecast(HourlySeries.of(START), Request.of(WEEK))).isEmpty();
    assertThat(forecaster.forecast(HourlySeries.of(START, 1, 2), Request.of(WEEK))).isEmpty();
    double[] unknown = new double[MONTH];
    Arrays.fill(unknown, Double.NaN);
    assertThat(forecaster.forecast(HourlySeries.of(START, unknown), Request.of(WEEK))).isEmpty();
    unknown[3] = Double.POSITIVE_INFINITY;
    assertThat(forecaster.forecast(HourlySeries.of(START, unknown), Request.of(WEEK))).isEmpty();
  }

  /** Whatever comes, numbers stay numbers. */
  @TestFactory
  Stream<DynamicTest> hostileSeriesGiveFiniteForecasts() {
    Random random = new Random(8);
    return Stream.of(
            hostile("one day", 24, hour -> hour),
            hostile("two days", 48, _ -> random.nextGaussian()),
            hostile("ten days", 240, hour -> hour % 24),
            hostile("zero", MONTH, _ -> 0),
            hostile("huge", MONTH, hour -> (hour % 2 == 0 ? 1 : -1) * 1e99),
            hostile("tiny", MONTH, _ -> Double.MIN_VALUE),
            hostile("from tiny to huge", MONTH, hour -> Math.pow(10, hour % 180 - 90.0)),
            hostile("grows without bound", MONTH, hour -> Math.exp(hour / 4.0)),
            hostile("mostly gaps", MONTH, hour -> hour % 11 == 0 ? hour : Double.NaN),
            hostile("ended long ago", MONTH, hour -> hour < 100 ? hour : Double.NaN),
            hostile("infinite at times", MONTH, hour -> 1.0 / (hour % 7)),
            hostile("rarely anything", MONTH, hour -> hour % 97 == 0 ? 1 : 0),
            hostile("negative", MONTH, hour -> -hour),
            hostile("wanders", MONTH, hour -> random.nextGaussian() * hour),
            hostile("falls to zero each day", MONTH, hour -> hour % 24))
        .map(each -> DynamicTest.dynamicTest(each.name, () -> check(each.values)));
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Hostile(String name, double[] values) {}

  private static Hostile hostile(String name, int size, IntToDoubleFunction value) {
    return new Hostile(name, values(size, value));
  }

  private void check(double[] values) {
    for (Duration horizon : new Duration[] {Duration.ofHours(1), Duration.ofDays(60)}) {
      Forecast forecast =
          forecast(
              values,
              new Request(horizon, Optional.of(new Limit.Constant(1000)), Optional.empty()));
      int hours = (int) horizon.toHours();
      assertThat(Arrays.stream(forecast.expected().values()))
          .hasSize(hours)
          .allMatch(Double::isFinite);
      Interval interval = forecast.interval(hours - 1, 0.95);
      assertThat(interval.low()).isFinite().isLessThanOrEqualTo(interval.high());
      assertThat(interval.high()).isFinite();
      assertThat(forecast.at(forecast.expected().start()).chance(Side.BOTH, 3)).isBetween(0.0, 1.0);
      assertThat(forecast.model().mase()).isFinite();
      assertThat(forecast.model().weights().values().stream().mapToDouble(w -> w).sum())
          .isCloseTo(1, within(1e-9));
      Exhaustion exhaustion = forecast.exhaustion().orElseThrow();
      assertThat(exhaustion.probability7d()).isBetween(0.0, exhaustion.probability30d());
    }
  }

  private static double[] values(int size, IntToDoubleFunction value) {
    double[] values = new double[size];
    Arrays.setAll(values, value);
    return values;
  }

  private Forecast forecast(int size, IntToDoubleFunction value, Request request) {
    return forecast(values(size, value), request);
  }

  private Forecast forecast(double[] values, Request request) {
    return forecaster.forecast(HourlySeries.of(START, values), request).orElseThrow();
  }

  @Test
  void valuesAreCopiedAndNotKnownWhereTheyAreNotFinite() {
    double[] values = {1, Double.NaN, Double.NEGATIVE_INFINITY, 1e101, -4};
    HourlySeries series = HourlySeries.of(START, values);
    values[0] = 9;

    assertThat(series.values()).containsExactly(1, Double.NaN, Double.NaN, Double.NaN, -4);
    assertThat(series.known()).isEqualTo(2);
    assertThat(series.end()).isEqualTo(START.plus(Duration.ofHours(5)));
  }

  @Test
  void aSeriesThatIsTooLongKeepsItsNewestValues() {
    double[] values =
        DoubleStream.iterate(0, v -> v + 1).limit(HourlySeries.MAX_HOURS + 2).toArray();
    HourlySeries series = HourlySeries.of(START, values);

    assertThat(series.size()).isEqualTo(HourlySeries.MAX_HOURS);
    assertThat(series.at(0)).isEqualTo(2);
    assertThat(series.start()).isEqualTo(START.plus(Duration.ofHours(2)));
  }
}
