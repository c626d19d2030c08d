// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

/**
 * The grid that buckets lie on, in UTC. Minutes and days are counted from the epoch. A bucket holds
 * what happened after its begin and up to its end, the end included.
 */
final class Grid {
  static final long MINUTE = 60_000;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;
  static final int HOUR_MINUTES = 60;
  static final int DAY_MINUTES = 1_440;

  /** The resolution of old days, in minutes. */
  static final int COARSE = 15;

  private static final int FINE_DAYS = 35;
  private static final int KEPT_DAYS = 400;

  private Grid() {}

  /** The minute that begins before the time and holds it. */
  static long minuteOf(long time) {
    return Math.floorDiv(time - 1, MINUTE);
  }

  /** The hour that begins before the time and holds it. */
  static long hourOf(long time) {
    return Math.floorDiv(time - 1, HOUR);
  }

  /** The hour that begins at the time, or before it. */
  static long hourFrom(long time) {
    return Math.floorDiv(time, HOUR);
  }

  static long dayOfHour(long hour) {
    return Math.floorDiv(hour, 24L);
  }

  /** Days before this one are kept by 15 minutes, once the samples up to the time were read. */
  static long firstFineDay(long until) {
    return Math.floorDiv(until, DAY) - FINE_DAYS;
  }

  /** Days before this one are not kept. */
  static long firstDay(long until) {
    return Math.floorDiv(until, DAY) - KEPT_DAYS;
  }
}
