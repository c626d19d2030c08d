// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {

  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final int SERIES = 60;

  /** Every five minutes, from the second hour that is forecast to the third. */
  private static final int VALUES = 12;

  /** Days with a weekend, which a single week does not tell. */
  private static double wave(int days, double hour) {
    boolean weekend = days > 7 && Math.floorMod((long) Math.floor(hour / 24), 7) >= 5;
    return (100 + 30 * Math.sin(2 * Math.PI * hour / 24)) * (weekend ? 0.7 : 1);
  }

  private static Forecast forecast(int days, Random noise) {
    double[] values = new double[days * 24];
    for (int hour = 0; hour < values.length; hour++) {
      values[hour] = wave(days, hour) + 3 * noise.nextGaussian();
    }
    return new Forecaster(0).nextDay(HourlySeries.of(START, values)).orElseThrow();
  }

  /** The chance of three or more of five. */
  private static double threeOfFive(double p) {
    double q = 1 - p;
    return 10 * Math.pow(p, 3) * q * q + 5 * Math.pow(p, 4) * q + Math.pow(p, 5);
  }

  @ParameterizedTest
  @CsvSource({
    "28, 0.01, BOTH",
    "28, 0.05, BOTH",
    "28, 0.05, ABOVE",
    "14, 0.05, BOTH",
    "7, 0.05, BOTH"
  })
  void normalWeeksGiveAsManyFalseAlarmsAsTheSignificanceSays(
      int days, double significance, Side side) {
    int strange = 0;
    int judged = 0;
    int alarms = 0;
    int windows = 0;
    for (int seed = 0; seed < SERIES; seed++) {
      Random noise = new Random(seed);
      Forecast forecast = forecast(days, noise);
      AnomalyWindow window = AnomalyWindow.EMPTY;
      for (int i = 0; i < VALUES; i++) {
        double hour = days * 24 + 1 + i / 12.0;
        Expectation then = forecast.at(START.plus(Duration.ofMinutes(Math.round(hour * 60))));
        boolean one = then.chance(side, wave(days, hour) + 3 * noise.nextGaussian()) < significance;
        window = window.with(one);
        judged++;
        strange += one ? 1 : 0;
        if (window.newest().size() == 5) {
          windows++;
          alarms += window.anomalous() ? 1 : 0;
        }
      }
    }
    double rate = (double) strange / judged;
    double alarmRate = (double) alarms / windows;
    assertThat(rate).isBetween(significance / 4, significance * 2.5);
    assertThat(alarmRate).isLessThan(5 * threeOfFive(2 * significance) + 0.002);
  }

  @Test
  void theBandIsWhereTheChanceIsTheSignificance() {
    Forecast forecast = forecast(28, new Random(5));
    Expectation then = forecast.at(forecast.expected().time(2).plusSeconds(1234));
    for (Side side : Side.values()) {
      Interval band = then.band(side, 0.02);
      double width = band.high() - band.low();
      assertThat(then.chance(side, band.high() - width * 1e-6)).isGreaterThanOrEqualTo(0.02);
      assertThat(then.chance(side, band.low() + width * 1e-6)).isGreaterThanOrEqualTo(0.02);
      if (side != Side.BELOW) {
        assertThat(then.chance(side, band.high() + width * 1e-6)).isLessThan(0.02);
      }
      if (side != Side.ABOVE) {
        assertThat(then.chance(side, band.low() - width * 1e-6)).isLessThan(0.02);
      }
    }
    assertThat(then.chance(Side.ABOVE, then.value() - 50)).isEqualTo(1);
    assertThat(then.chance(Side.BELOW, then.value() + 50)).isEqualTo(1);
  }

  @Test
  void aSignificanceThatTheHistoryCannotTellHasNoBand() {
    Forecast forecast = forecast(28, new Random(5));
    double smallest = forecast.smallestChance();
    assertThat(smallest).isBetween(1e-3, 5e-3);
    Interval band = forecast.at(forecast.expected().start()).band(Side.BOTH, smallest);
    assertThat(band.high()).isInfinite();
  }

  @Test
  void betweenHoursItIsOnTheLine() {
    Forecast forecast = forecast(28, new Random(5));
    HourlySeries hours = forecast.expected();
    double middle = forecast.at(hours.time(3).plus(Duration.ofMinutes(30))).value();
    assertThat(middle).isEqualTo((hours.at(3) + hours.at(4)) / 2);
    assertThat(forecast.at(hours.start().minusSeconds(5)).value()).isEqualTo(hours.at(0));
    assertThat(forecast.at(hours.end().plusSeconds(5)).value())
        .isEqualTo(hours.at(hours.size() - 1));
  }
}
