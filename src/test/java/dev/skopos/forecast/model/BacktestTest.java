// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BacktestTest {

  private static final int SIZE = 28 * 24;

  @Test
  void theBetterCandidateIsHeard() {
    double[] values = new double[SIZE];
    Arrays.setAll(values, hour -> hour % 168);

    Backtest backtest =
        Backtest.of(
            values,
            Origins.of(SIZE, 48, 0),
            List.of(new SeasonalNaive(24), new SeasonalNaive(168), new RobustTrend()));

    assertThat(backtest.weights()).isEqualTo(Map.of(ModelKind.SEASONAL_NAIVE, 1.0));
    for (int ahead = 0; ahead < 48; ahead++) {
      assertThat(backtest.path()[ahead]).isCloseTo((SIZE + ahead) % 168, within(1e-9));
    }
  }

  @Test
  void aSeriesWithoutAPastIsNaive() {
    double[] values = new double[30];
    Arrays.setAll(values, hour -> hour);

    Backtest backtest =
        Backtest.of(values, Origins.of(30, 5, 0), List.of(new SeasonalNaive(1), new RobustTrend()));

    assertThat(backtest.weights()).isEqualTo(Map.of(ModelKind.SEASONAL_NAIVE, 1.0));
    assertThat(backtest.path()).containsOnly(29);
  }

  @Test
  void onlyOutcomesBeforeAnOriginCount() {
    double[] values = new double[SIZE];
    Origins origins = Origins.of(SIZE, 48, 0);
    double[][] right = origins.paths();
    double[][] wrong = origins.paths();
    for (double[] path : wrong) {
      Arrays.fill(path, 2);
    }
    TrackRecord record = new TrackRecord(values, origins, new double[][][] {right, wrong}, 1);

    assertThat(record.losses(0)).containsExactly(0, 0);
    assertThat(record.losses(1)).containsExactly(0, 2);
    values[origins.at()[2]] = 1e6;
    assertThat(record.losses(2)).containsExactly(0, 2);
  }

  @Test
  void theScaleOfErrorsRisesWithTheHoursAheadButDoesNotFall() {
    double[] rising = new double[48];
    Arrays.setAll(rising, ahead -> (ahead % 2 == 0 ? 1 : -1) * (2 + ahead));
    ErrorScale scale = ErrorScale.of(new double[][] {rising}, new int[] {0});
    assertThat(scale.base()).isCloseTo(2, within(1e-9));
    assertThat(scale.growth()).isCloseTo(1, within(1e-9));

    double[] falling = new double[48];
    Arrays.setAll(falling, ahead -> 50 - ahead);
    assertThat(ErrorScale.of(new double[][] {falling}, new int[] {0}).growth()).isZero();
  }

  private static double[] levels(int days, double noise, Random random) {
    double[] levels = new double[days];
    Arrays.setAll(levels, day -> 100 + day + noise * random.nextGaussian());
    return levels;
  }

  private static double[] days(int count) {
    double[] times = new double[count];
    Arrays.setAll(times, day -> day - count + 0.5);
    return times;
  }

  @Test
  void theBootstrapKnowsHowFarLinesAreFromTheTruth() {
    Random random = new Random(5);
    double squares = 0;
    double expected = 0;
    SplittableRandom draws = new SplittableRandom(1);
    for (int run = 0; run < 300; run++) {
      Tail tail = Trend.of(days(40), levels(40, 2, random)).tail();
      double error = tail.line().value(20) - 160;
      squares += error * error;
      for (int draw = 0; draw < 20; draw++) {
        LineError.Lines lines = tail.error().any(draws);
        double off = lines.level() + lines.slope() * (20 - tail.error().centre());
        expected += off * off / 20;
      }
    }

    assertThat(Math.sqrt(expected / squares)).isBetween(0.8, 1.25);
  }

  @Test
  void forecastsThatWereOffMakeTheDriftWider() {
    Random random = new Random(5);
    double[] values = new double[84 * 24];
    Arrays.setAll(values, hour -> 100 + hour / 24.0 + random.nextGaussian());
    Origins origins = Origins.of(values.length, 20 * 24, 0);
    Trend trend = Regime.of(values, Resampling.LAST).trend().orElseThrow();

    Drift naive = Drift.ofDays(trend, Backtest.of(values, origins, List.of(new SeasonalNaive(24))));
    Drift good = Drift.ofDays(trend, Backtest.of(values, origins, List.of(new RobustTrend())));

    assertThat(good.factor()).isBetween(0.5, 2.0);
    assertThat(naive.factor()).isGreaterThan(10 * good.factor());
  }

  @Test
  void theProbabilityOfACrossingIsTheShareOfWays() {
    double[] level = new double[240];
    Arrays.fill(level, 100);
    double[] limit = new double[240];
    Arrays.fill(limit, 110);
    CrossingSimulation simulation = new CrossingSimulation(level, limit);
    double[] flat = new double[40];
    Arrays.fill(flat, 100);

    int[] hours = simulation.hours(new Drift(Trend.of(days(40), flat), 1, 0.2), 1);

    assertThat(simulation.expected()).isEqualTo(240);
    assertThat(Arrays.stream(hours).filter(hour -> hour == 0).count())
        .as("half of all ways are farther than 0.1 of 0.2, and half of these upwards")
        .isBetween(hours.length / 5L, 3L * hours.length / 10);
    assertThat(hours).isSorted();
  }
}
