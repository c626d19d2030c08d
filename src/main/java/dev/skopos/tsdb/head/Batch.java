// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Histogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The samples of one appender, by column. Not thread-safe. */
final class Batch {

  record SeriesExemplar(MemSeries series, Exemplar exemplar) {}

  private @Nullable MemSeries[] series = new @Nullable MemSeries[8];
  private long[] times = new long[8];
  private double[] values = new double[8];
  private @Nullable Histogram @Nullable [] histograms;
  private int length;
  private final List<SeriesExemplar> exemplars = new ArrayList<>(0);

  void add(MemSeries to, long time, double value, @Nullable Histogram histogram) {
    if (length == times.length) {
      grow();
    }
    series[length] = to;
    times[length] = time;
    values[length] = value;
    if (histogram != null) {
      if (histograms == null) {
        histograms = new @Nullable Histogram[times.length];
      }
      histograms[length] = histogram;
    }
    length++;
  }

  private void grow() {
    int capacity = 2 * length;
    series = Arrays.copyOf(series, capacity);
    times = Arrays.copyOf(times, capacity);
    values = Arrays.copyOf(values, capacity);
    if (histograms != null) {
      histograms = Arrays.copyOf(histograms, capacity);
    }
  }

  void add(MemSeries to, Exemplar exemplar) {
    exemplars.add(new SeriesExemplar(to, exemplar));
  }

  void clear() {
    Arrays.fill(series, 0, length, null);
    histograms = null;
    exemplars.clear();
    length = 0;
  }

  /** Whether the newest sample of the batch is of this series and time. */
  boolean endsWith(MemSeries of, long time) {
    return length > 0 && series[length - 1] == of && times[length - 1] == time;
  }

  /** Whether the newest sample of the batch has this value. */
  boolean repeatsLast(double value, @Nullable Histogram histogram) {
    return MemSeries.same(values[length - 1], histogram(length - 1), value, histogram);
  }

  int length() {
    return length;
  }

  boolean isEmpty() {
    return length == 0 && exemplars.isEmpty();
  }

  MemSeries series(int index) {
    MemSeries at = series[index];
    if (at == null) {
      throw new IndexOutOfBoundsException(index);
    }
    return at;
  }

  long time(int index) {
    return times[index];
  }

  double value(int index) {
    return values[index];
  }

  @Nullable Histogram histogram(int index) {
    return histograms == null ? null : histograms[index];
  }

  List<SeriesExemplar> exemplars() {
    return exemplars;
  }
}
