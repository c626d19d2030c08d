// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResamplingTest {

  private static final Instant FROM = Instant.parse("2026-03-01T10:30:00Z");
  private static final Instant TO = Instant.parse("2026-03-01T13:00:00Z");

  /** Two samples at 10, three at 12, one before and one after. */
  private static final long[] TIMES = {
    at("09:59:59"),
    at("10:00:00"),
    at("10:59:59"),
    at("12:00:00"),
    at("12:10:00"),
    at("12:20:00"),
    at("13:00:00")
  };

  private static final double[] VALUES = {99, 1, 3, 10, 30, 20, 99};

  @Test
  void eachHourBecomesOneValue() {
    assertThat(hourly(Resampling.MAX)).containsExactly(3, Double.NaN, 30);
    assertThat(hourly(Resampling.MEAN)).containsExactly(2, Double.NaN, 20);
    assertThat(hourly(Resampling.LAST)).containsExactly(3, Double.NaN, 20);
    assertThat(hourly(Resampling.P95)[2]).isCloseTo(29, within(1e-9));
  }

  @Test
  void whatIsNotFiniteDoesNotCount() {
    double[] values = {1, Double.NaN, 4, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN, 1};

    assertThat(Resampling.LAST.hourly(TIMES, values, FROM, TO).values())
        .containsExactly(4, Double.NaN, Double.NaN);
  }

  @Test
  void timesAndValuesBelongTogether() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resampling.MAX.hourly(TIMES, new double[1], FROM, TO))
        .withMessage("7 times but 1 values: there must be as many");
  }

  @Test
  void theNewestKnownLimitHolds() {
    Limit limit =
        new Limit.Varying(HourlySeries.of(FROM, Double.NaN, 5, Double.NaN, 8, Double.NaN));

    assertThat(limit.at(FROM.minus(Duration.ofDays(3)))).isEqualTo(5);
    assertThat(limit.at(FROM.plus(Duration.ofMinutes(179)))).isEqualTo(5);
    assertThat(limit.at(FROM.plus(Duration.ofHours(3)))).isEqualTo(8);
    assertThat(limit.at(FROM.plus(Duration.ofDays(9)))).isEqualTo(8);
    assertThat(new Limit.Varying(HourlySeries.of(FROM)).at(FROM)).isNaN();
  }

  @Test
  void requestsHaveARange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Request.of(Duration.ofMinutes(59)))
        .withMessage("horizon is PT59M, it must be from an hour to 400 days");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Request(
                    Duration.ofDays(1), Optional.empty(), Optional.of(Duration.ofDays(500))))
        .withMessageStartingWith("reset is PT12000H");
    assertThat(Request.of(Duration.ofMinutes(61)).hours()).isEqualTo(2);
  }

  @Test
  void threeStrangeValuesOfFiveAreAnAnomaly() {
    AnomalyWindow window = AnomalyWindow.EMPTY.with(true).with(false).with(true);
    assertThat(window.anomalous()).isFalse();

    AnomalyWindow full = window.with(false).with(true);
    assertThat(full.anomalous()).isTrue();
    assertThat(full.with(false).anomalous()).isFalse();
    assertThat(full.with(false).newest()).isEqualTo(List.of(false, true, false, true, false));
  }

  private static double[] hourly(Resampling resampling) {
    return resampling.hourly(TIMES, VALUES, FROM, TO).values();
  }

  private static long at(String time) {
    return Instant.parse("2026-03-01T" + time + "Z").toEpochMilli();
  }
}
