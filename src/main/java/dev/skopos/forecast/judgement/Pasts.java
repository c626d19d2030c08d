// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.judgement;

import dev.skopos.forecast.SeriesReader;
import dev.skopos.forecast.SeriesReader.ReadFailedException;
import dev.skopos.forecast.model.HourlySeries;
import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * The values that the series of one expression had at the full hours, kept in memory: the past is
 * read once, in portions of a week, and later what came since, together with two hours before that,
 * for samples that came late. Series are known by their labels without the name. Used by one thread
 * at a time.
 */
final class Pasts {

  /** Bounds what is kept of series that come and go. */
  static final int MOST_SERIES = 400;

  private static final int PORTION = 7 * 24;
  private static final int READ_AGAIN = 2;

  /** The past of series that came since is not looked for more often. */
  private static final Duration ANEW = Duration.ofDays(1);

  private final String expr;
  private final int hours;
  private Map<Labels, double[]> rows = new HashMap<>();
  private Instant end = Instant.MIN;
  private Instant begun = Instant.MIN;

  Pasts(String expr, Duration length) {
    this.expr = expr;
    this.hours = (int) length.toHours();
  }

  /**
   * Reads what is not known yet. When that fails, all is as before.
   *
   * @param wanted the series that are kept, and others only while there is room
   */
  void readUpTo(Instant now, Set<Labels> wanted, SeriesReader reader) throws ReadFailedException {
    Instant newest = now.truncatedTo(ChronoUnit.HOURS);
    boolean missing = !rows.keySet().containsAll(wanted);
    boolean anew =
        rows.isEmpty() || newest.isBefore(end) || (missing && !begun.plus(ANEW).isAfter(newest));
    int moved = anew ? hours : (int) Math.min(hours, ChronoUnit.HOURS.between(end, newest));
    Map<Labels, double[]> next = moved(moved);
    int unread = Math.min(hours, moved + (anew ? 0 : READ_AGAIN));
    for (int left = unread; left > 0; left -= PORTION) {
      int portion = Math.min(left, PORTION);
      Instant until = newest.minus(Duration.ofHours((long) left - portion));
      // on a line of its own, since the expression may end with a comment
      for (Series series : reader.read("(%s\n)[%dh:1h]".formatted(expr, portion), until)) {
        fill(next, series, newest, wanted);
      }
    }
    rows = next;
    end = newest;
    begun = anew ? newest : begun;
  }

  /** What is known, after so many hours; series without a value are forgotten. */
  private Map<Labels, double[]> moved(int by) {
    Map<Labels, double[]> next = new HashMap<>();
    rows.forEach(
        (labels, row) -> {
          double[] moved = Arrays.copyOfRange(row, by, by + hours);
          Arrays.fill(moved, hours - by, hours, Double.NaN);
          if (Arrays.stream(moved).anyMatch(Double::isFinite)) {
            next.put(labels, moved);
          }
        });
    return next;
  }

  private void fill(Map<Labels, double[]> next, Series series, Instant newest, Set<Labels> wanted) {
    Labels labels = series.labels().withoutMetricName();
    double[] row = next.get(labels);
    if (row == null) {
      if (next.size() >= MOST_SERIES && !(wanted.contains(labels) && makeRoom(next, wanted))) {
        return;
      }
      row = new double[hours];
      Arrays.fill(row, Double.NaN);
      next.put(labels, row);
    }
    for (int i = 0; i < series.length(); i++) {
      Instant time = Instant.ofEpochMilli(series.timestamps()[i]);
      long position = hours - 1 - ChronoUnit.HOURS.between(time, newest);
      if (series.histogram(i) == null && position >= 0 && position < hours) {
        row[(int) position] = series.values()[i];
      }
    }
  }

  /** Whether there was a series that is not wanted, which is forgotten. */
  private static boolean makeRoom(Map<Labels, double[]> next, Set<Labels> wanted) {
    for (Iterator<Labels> each = next.keySet().iterator(); each.hasNext(); ) {
      if (!wanted.contains(each.next())) {
        each.remove();
        return true;
      }
    }
    return false;
  }

  /** From the first hour that is known to the newest one; without a value when none is known. */
  HourlySeries of(Labels labels) {
    double[] row = rows.getOrDefault(labels, new double[0]);
    int first = 0;
    while (first < row.length && !Double.isFinite(row[first])) {
      first++;
    }
    Instant start = end.minus(Duration.ofHours((long) row.length - 1 - first));
    return HourlySeries.of(start, Arrays.copyOfRange(row, first, row.length));
  }
}
