// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.forecast.SeriesReader.ReadFailedException;
import dev.skopos.forecast.definition.Aggregation;
import dev.skopos.forecast.model.HourlySeries;
import dev.skopos.model.Series;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * The whole hours of one expression, kept in memory: the past is read once, in portions of a week,
 * and later what came since, together with two hours before that, for samples that came late. Where
 * an expression gave several series within an hour, as when a pod was replaced, the largest counts.
 * Used by one thread at a time.
 */
final class HourlyHistory {

  private static final int PORTION = 7 * 24;
  private static final int READ_AGAIN = 2;

  /** What it is of: an expression that is read otherwise has another past. */
  record Key(String expr, Aggregation aggregation, int hours) {

    Key(String expr, Aggregation aggregation, Duration length) {
      this(expr, aggregation, (int) length.toHours());
    }
  }

  private final Key key;
  private double[] values;
  private Instant end = Instant.MIN;

  HourlyHistory(Key key) {
    this.key = key;
    this.values = unknown(key.hours());
  }

  private static double[] unknown(int hours) {
    double[] values = new double[hours];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  /**
   * Reads what is not known yet. When that fails, all is as before.
   *
   * @return from the first hour that is known to the newest one that is over
   */
  HourlySeries upTo(Instant now, SeriesReader reader) throws ReadFailedException {
    Instant newest = now.truncatedTo(ChronoUnit.HOURS);
    int wanted = wanted(newest);
    double[] next = unknown(key.hours());
    int kept = key.hours() - wanted;
    if (kept > 0) {
      int moved = (int) ChronoUnit.HOURS.between(end, newest);
      System.arraycopy(values, moved, next, 0, kept);
    }
    for (int left = wanted; left > 0; left -= PORTION) {
      int hours = Math.min(left, PORTION);
      Instant until = newest.minus(Duration.ofHours((long) left - hours));
      fill(next, newest, until, hours, reader);
    }
    values = next;
    end = newest;
    return known();
  }

  /** How many of the newest hours have to be read. */
  private int wanted(Instant newest) {
    if (end.equals(Instant.MIN) || newest.isBefore(end)) {
      return key.hours();
    }
    long passed = ChronoUnit.HOURS.between(end, newest);
    return (int) Math.min(key.hours(), passed + READ_AGAIN);
  }

  private void fill(double[] next, Instant newest, Instant until, int hours, SeriesReader reader)
      throws ReadFailedException {
    String expr = "%s[%dh:1h]".formatted(key.aggregation().hourly(key.expr()), hours);
    for (Series series : reader.read(expr, until)) {
      for (int i = 0; i < series.length(); i++) {
        Instant hourEnd = Instant.ofEpochMilli(series.timestamps()[i]);
        int position = next.length - 1 - (int) ChronoUnit.HOURS.between(hourEnd, newest);
        double value = series.values()[i];
        if (position >= 0 && position < next.length && Double.isFinite(value)) {
          next[position] = Double.isNaN(next[position]) ? value : Math.max(next[position], value);
        }
      }
    }
  }

  private HourlySeries known() {
    int first = 0;
    while (first < values.length && Double.isNaN(values[first])) {
      first++;
    }
    Instant start = end.minus(Duration.ofHours(values.length - first));
    return HourlySeries.of(start, Arrays.copyOfRange(values, first, values.length));
  }
}
