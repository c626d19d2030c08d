// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class TrendTest {

  private static final int DAYS = 60;

  @Test
  void theMedianSlopeIgnoresAFewWildPoints() {
    double[] times = {0, 1, 2, 3, 4, 5, 6, 7, 8};
    double[] values = {0, 2, 4, 600, 8, 10, 12, 14, -90};

    assertThat(Slopes.median(times, values, 0, 9)).isCloseTo(2, within(1e-9));
    assertThat(Slopes.level(times, values, 0, 2, 8)).isCloseTo(16, within(1e-9));
  }

  @Test
  void slopesAreTakenWithinRunsOnly() {
    double[] times = {0, 1, 2, 3, 4, 5};
    double[] values = {0, 1, 2, 103, 104, 105};

    assertThat(Slopes.median(times, values, 0, 3, 6)).isCloseTo(1, within(1e-9));
  }

  @Test
  void linesOfLeastSquaresAreThoseOfTheTextbook() {
    LineSums sums = new LineSums(new double[] {1, 2, 3, 4}, new double[] {6, 5, 7, 10});

    assertThat(sums.line(0, 4).slope()).isCloseTo(1.4, within(1e-12));
    assertThat(sums.line(0, 4).value(0)).isCloseTo(3.5, within(1e-12));
    assertThat(sums.squares(0, 4)).isCloseTo(4.2, within(1e-12));
  }

  @Test
  void aStepIsAChangeOfLevelAndKeepsTheSlope() {
    Trend trend = trend(day -> 100 + day + (day >= 40 ? 50 : 0), 0.5);

    assertThat(trend.tail().change()).isEqualTo(TrendChange.LEVEL);
    assertThat(trend.tail().from()).isEqualTo(40);
    assertThat(trend.growth(DAYS)).isCloseTo(1, within(0.03));
    assertThat(trend.value(DAYS)).isCloseTo(210, within(1.0));
  }

  @Test
  void aBendIsAChangeOfSlope() {
    Trend trend = trend(day -> 100 + 3 * Math.max(0, day - 45), 0.5);

    assertThat(trend.tail().change()).isEqualTo(TrendChange.SLOPE);
    assertThat(trend.tail().from()).isBetween(44, 47);
    assertThat(trend.growth(DAYS)).isCloseTo(3, within(0.15));
  }

  @Test
  void noiseHasNoSlope() {
    Trend trend = trend(_ -> 100, 1);

    assertThat(trend.tail().change()).isEqualTo(TrendChange.NONE);
    assertThat(trend.growth(DAYS)).isZero();
    assertThat(trend.tail().chance()).isGreaterThan(Tail.SIGNIFICANT);
  }

  @Test
  void whatDoublesIsExponential() {
    Trend trend = trend(day -> 10 * Math.pow(2, day / 20), 0.05);

    assertThat(trend.curve()).isInstanceOf(Curve.Exponential.class);
    assertThat(trend.value(80) / trend.value(60)).isCloseTo(2, within(0.05));
  }

  @Test
  void whatSaturatesStaysBelowItsCeiling() {
    Trend trend = trend(day -> 100 / (1 + Math.exp(-(day - 30) / 6)), 0.3);

    assertThat(trend.curve()).isInstanceOf(Curve.Logistic.class);
    assertThat(trend.value(200)).isBetween(98.0, 104.0);
  }

  @Test
  void errorsThatFollowEachOtherProveLess() {
    double[] times = new double[40];
    double[] zigzag = new double[40];
    double[] waves = new double[40];
    for (int i = 0; i < 40; i++) {
      times[i] = i;
      zigzag[i] = 0.02 * i + (i % 2 == 0 ? 1 : -1);
      waves[i] = 0.02 * i + (i / 5 % 2 == 0 ? 1 : -1);
    }
    assertThat(Significance.chance(times, waves, 0.02, 0, 40))
        .isGreaterThan(Significance.chance(times, zigzag, 0.02, 0, 40));
  }

  @Test
  void tailsOfTheNormalDistributionAreThoseOfTables() {
    assertThat(Statistics.twoSidedTail(0)).isCloseTo(1, within(1e-6));
    assertThat(Statistics.twoSidedTail(1.959964)).isCloseTo(0.05, within(1e-6));
    assertThat(Statistics.twoSidedTail(-2.575829)).isCloseTo(0.01, within(1e-6));
  }

  private static Trend trend(DoubleUnaryOperator level, double noise) {
    Random random = new Random(11);
    double[] times = new double[DAYS];
    double[] values = new double[DAYS];
    Arrays.setAll(times, day -> day);
    Arrays.setAll(values, day -> level.applyAsDouble(day) + noise * random.nextGaussian());
    return Trend.of(times, values);
  }
}
