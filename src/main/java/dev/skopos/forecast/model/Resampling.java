// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** How the samples of an hour become one value. */
public enum Resampling {
  /** The largest one: for what fails at its peak, as memory. */
  MAX,
  /** Their mean: for what averages out, as disks that fill. */
  MEAN,
  /** The quantile 0.95, between the samples next to it: for what may be short at times, as CPU. */
  P95,
  /** The newest one: for counts that go up, as the usage of a quota. */
  LAST;

  private static final long HOUR = Duration.ofHours(1).toMillis();

  /**
   * Where in the hours of a series that rises the latest instant of a drop is, before the first
   * hour after it: an hour tells its end (the largest value), its middle (the mean), or one
   * instant.
   */
  double lead() {
    return switch (this) {
      case MAX, P95 -> 1;
      case MEAN -> 0.5;
      case LAST -> 0;
    };
  }

  /** Whether the hour of a drop may lie between what was before and what is after it. */
  boolean mixes() {
    return switch (this) {
      case MEAN, P95 -> true;
      case MAX, LAST -> false;
    };
  }

  /**
   * The hours from the one that {@code from} is in, up to the one before {@code to}. Hours without
   * a finite sample are NaN.
   *
   * @param times in milliseconds since 1970, ascending; samples outside of the range are left out
   * @param values as many as times
   */
  public HourlySeries hourly(long[] times, double[] values, Instant from, Instant to) {
    if (times.length != values.length) {
      throw new IllegalArgumentException(
          "%d times but %d values: there must be as many".formatted(times.length, values.length));
    }
    Instant start = from.truncatedTo(ChronoUnit.HOURS);
    long last = Math.ceilDiv(Duration.between(start, to).toMillis(), HOUR);
    double[] hours = new double[Math.clamp(last, 0, HourlySeries.MAX_HOURS)];
    Arrays.fill(hours, Double.NaN);
    int next = 0;
    for (int begin = 0; begin < times.length; begin = next) {
      long hour = Math.floorDiv(times[begin] - start.toEpochMilli(), HOUR);
      while (next < times.length
          && Math.floorDiv(times[next] - start.toEpochMilli(), HOUR) == hour) {
        next++;
      }
      if (hour >= 0 && hour < hours.length) {
        hours[(int) hour] = one(Arrays.copyOfRange(values, begin, next));
      }
    }
    return HourlySeries.of(start, hours);
  }

  private double one(double[] samples) {
    double[] finite = Arrays.stream(samples).filter(Double::isFinite).toArray();
    if (finite.length == 0) {
      return Double.NaN;
    }
    return switch (this) {
      case MAX -> Arrays.stream(finite).max().orElse(Double.NaN);
      case MEAN -> Statistics.mean(finite);
      case P95 -> Statistics.quantile(Statistics.sorted(finite), 0.95);
      case LAST -> finite[finite.length - 1];
    };
  }
}
