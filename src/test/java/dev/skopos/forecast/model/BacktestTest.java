// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

  @Test
  void driftIsWhatNoiseDoesNotExplain() {
    Random random = new Random(5);
    double[] values = new double[84 * 24];
    Arrays.setAll(values, hour -> 100 + hour / 24.0 + random.nextGaussian());
    Origins origins = Origins.of(values.length, 20 * 24, 0);

    Drift flat = Drift.of(Backtest.of(values, origins, List.of(new SeasonalNaive(24))), 0);
    Drift trend = Drift.of(Backtest.of(values, origins, List.of(new RobustTrend())), 0);

    assertThat(Statistics.median(flat.slopes())).isBetween(0.003, 0.008);
    assertThat(Math.abs(Statistics.median(trend.slopes()))).isLessThan(0.0005);
  }

  @Test
  void theProbabilityOfACrossingIsTheShareOfWays() {
    double[] level = new double[240];
    Arrays.setAll(level, ahead -> 100);
    double[] limit = new double[240];
    Arrays.fill(limit, 110);
    CrossingSimulation simulation = new CrossingSimulation(level, limit);

    int[] hours = simulation.hours(new Drift(new double[] {0.2}, new double[] {0}), 1);

    assertThat(simulation.expected()).isEqualTo(240);
    assertThat(Arrays.stream(hours).filter(hour -> hour == 0).count()).isEqualTo(hours.length / 2);
    assertThat(hours).isSorted();
  }
}
