// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Peaks of a series that fills in three days, however its hours are made from samples. */
class TeethTest {

  private static final int HOURS = 30 * Hours.DAY;
  private static final int PERIOD = 72;
  private static final int EACH = 12;

  /** What it fills by in an hour, at the end. */
  private static final double HOURLY = 0.7 * 1.3 / PERIOD;

  private static double level(double hour) {
    return 1 + 0.01 * hour / Hours.DAY;
  }

  /** Drops by 70 %, a while after the begin of an hour. */
  private static double[] hours(Resampling resampling, double after) {
    long[] times = new long[HOURS * EACH];
    double[] values = new double[HOURS * EACH];
    for (int i = 0; i < times.length; i++) {
      double hour = (i + 0.5) / EACH;
      times[i] = Math.round(hour * 3_600_000);
      double full = (hour - after) / PERIOD - Math.floor((hour - after) / PERIOD);
      values[i] = level(hour) * (0.3 + 0.7 * full);
    }
    return resampling
        .hourly(times, values, Instant.EPOCH, Instant.EPOCH.plus(Duration.ofHours(HOURS)))
        .values();
  }

  private static void peaksAre(Resampling resampling, double after, double hoursOff) {
    Teeth teeth = Teeth.of(hours(resampling, after), HOURS, resampling).orElseThrow();

    assertThat(teeth.ends()).hasSizeBetween(8, 9);
    for (int i = 0; i < teeth.ends().length; i++) {
      int drops = teeth.ends()[i] / PERIOD;
      double truth = level(drops * PERIOD + after);
      assertThat(teeth.peaks()[i])
          .as("%s, drops after %s h", resampling, after)
          .isCloseTo(truth, within(hoursOff * HOURLY));
    }
  }

  @Test
  void theLargestValueAndTheMeanOfItsHourTellWhenADropWas() {
    for (double after : new double[] {0.05, 0.2, 0.4, 0.6, 0.8, 0.95}) {
      peaksAre(Resampling.MAX, after, 0.2);
      peaksAre(Resampling.MEAN, after, 0.2);
    }
  }

  @Test
  void otherHoursKnowItToHalfAnHour() {
    for (double after : new double[] {0.05, 0.2, 0.4, 0.6, 0.8, 0.95}) {
      peaksAre(Resampling.LAST, after, 0.65);
      peaksAre(Resampling.P95, after, 0.65);
    }
  }

  @Test
  void whatIsNotKnownStaysOpen() {
    double last =
        Teeth.of(hours(Resampling.LAST, 0.4), HOURS, Resampling.LAST).orElseThrow().unseen();
    double max = Teeth.of(hours(Resampling.MAX, 0.4), HOURS, Resampling.MAX).orElseThrow().unseen();

    assertThat(last).isCloseTo(0.5 * 0.7 / PERIOD, within(1e-4));
    assertThat(max).isLessThan(0.3 * last);
  }
}
