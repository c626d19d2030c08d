// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * One value an hour, in the unit of the caller; NaN where nothing is known. The first value belongs
 * to the hour that begins at {@link #start()}. Immutable.
 */
public final class HourlySeries {

  /** Three years; a series that is longer keeps its newest values. */
  public static final int MAX_HOURS = 3 * 365 * Hours.DAY;

  private final Instant start;
  private final double[] values;

  private HourlySeries(Instant start, double[] values) {
    this.start = start;
    this.values = values;
  }

  /**
   * Copies the values. What is infinite or beyond 1e100 in size counts as not known, so that sums
   * of squares stay finite.
   */
  public static HourlySeries of(Instant start, double... values) {
    Objects.requireNonNull(start, "start");
    int dropped = Math.max(0, values.length - MAX_HOURS);
    double[] copy = Arrays.copyOfRange(values, dropped, values.length);
    for (int hour = 0; hour < copy.length; hour++) {
      copy[hour] = Math.abs(copy[hour]) <= 1e100 ? copy[hour] : Double.NaN;
    }
    return new HourlySeries(start.plus(Duration.ofHours(dropped)), copy);
  }

  /** The begin of the first hour. */
  public Instant start() {
    return start;
  }

  /** The begin of the hour after the last one. */
  public Instant end() {
    return time(values.length);
  }

  /** The begin of an hour, which may lie after the end. */
  public Instant time(int hour) {
    return start.plus(Duration.ofHours(hour));
  }

  /** The hours that begin before an instant. */
  public HourlySeries until(Instant time) {
    long hours = Math.ceilDiv(Duration.between(start, time).toMillis(), 3_600_000L);
    return hours >= values.length
        ? this
        : new HourlySeries(start, Arrays.copyOf(values, (int) Math.max(hours, 0)));
  }

  /** Hours from the first to the last, gaps included. */
  public int size() {
    return values.length;
  }

  /** Hours that have a value. */
  public int known() {
    return (int) Arrays.stream(values).filter(Double::isFinite).count();
  }

  /** The value of an hour, NaN where it is not known. */
  public double at(int hour) {
    return values[hour];
  }

  /** A copy of the values. */
  public double[] values() {
    return values.clone();
  }
}
