// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench.forecast;

import dev.skopos.forecast.model.Crossing;
import dev.skopos.forecast.model.Exhaustion;
import dev.skopos.forecast.model.Forecaster;
import dev.skopos.forecast.model.HourlySeries;
import dev.skopos.forecast.model.Limit;
import dev.skopos.forecast.model.Request;
import dev.skopos.forecast.model.Resampling;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The sawtooth of the families with a sample each five minutes, of which hours are made as
 * forecasts make them. The noise is that of hours, so that the largest value of one is not larger
 * by chance.
 */
record SampledTeeth(Resampling resampling) {

  private static final int EACH = 12;
  private static final double NOISE = 0.02;
  private static final int NEVER = 60;

  /** By how many days the dates are late, in ascending order. */
  double[] allLate(int seeds) {
    double[] late = new double[seeds];
    Arrays.setAll(late, this::late);
    Arrays.sort(late);
    return late;
  }

  private double late(int seed) {
    Random random = new Random(31L * seed + 7);
    double phase = random.nextDouble();
    double truth = 5 + 50 * random.nextDouble();
    HourlySeries usage = usage(phase, random);
    Limit limit = new Limit.Constant(level(Scenario.PAST + 24 * truth));
    Request request =
        new Request(
            Duration.ofHours(Scenario.FUTURE),
            Optional.of(limit),
            Optional.empty(),
            List.of(),
            resampling);
    Exhaustion said =
        new Forecaster(1).forecast(usage, request).orElseThrow().exhaustion().orElseThrow();
    return switch (said.p50()) {
      case Crossing.At(Instant time) ->
          Duration.between(usage.end(), time).toMinutes() / 1440.0 - truth;
      case Crossing.Never() -> NEVER - truth;
    };
  }

  private HourlySeries usage(double phase, Random random) {
    long[] times = new long[Scenario.PAST * EACH];
    double[] values = new double[times.length];
    double noise = 1;
    for (int i = 0; i < times.length; i++) {
      double hour = (i + 0.5) / EACH;
      noise = i % EACH == 0 ? 1 + NOISE * random.nextGaussian() : noise;
      times[i] = Math.round(hour * 3_600_000);
      values[i] = level(hour) * Family.SAWTOOTH.within(hour / 24 + 3 * phase) * noise;
    }
    return resampling.hourly(
        times, values, Instant.EPOCH, Instant.EPOCH.plus(Duration.ofHours(Scenario.PAST)));
  }

  private static double level(double hour) {
    return 1 + 0.01 * hour / 24;
  }
}
