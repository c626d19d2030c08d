// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.time.Duration;

/**
 * When usage reaches its limit, from many ways in which it may go on. Noise is no crossing: what
 * counts is the level that is expected for each hour.
 *
 * @param p10 the date before which it happens in a tenth of all ways
 * @param p50 the date when the expected level reaches it, which is the middle of all ways
 * @param p90 the date before which it happens in nine of ten
 * @param times when each way reaches it
 */
public record Exhaustion(Crossing p10, Crossing p50, Crossing p90, CrossingTimes times) {

  /** Not within the horizon, whatever happens. */
  public static final Exhaustion NEVER =
      new Exhaustion(
          new Crossing.Never(), new Crossing.Never(), new Crossing.Never(), CrossingTimes.of(1));

  /** The share of the ways that reach it within a time, or within the horizon before it. */
  public double probabilityWithin(Duration time) {
    return times.within(time);
  }

  /** The same for 7 days. */
  public double probability7d() {
    return probabilityWithin(Duration.ofDays(7));
  }

  /** The same for 30 days. */
  public double probability30d() {
    return probabilityWithin(Duration.ofDays(30));
  }
}
