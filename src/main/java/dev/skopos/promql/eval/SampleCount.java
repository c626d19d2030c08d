// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Histogram;
import dev.skopos.promql.column.Column;
import java.util.Arrays;

/**
 * How many samples a query looks at, at each of its steps, as Prometheus counts them: a sample in
 * the windows of two steps counts twice, but is read once. Belongs to the thread of the query.
 */
public final class SampleCount {

  /** How many numbers a histogram without buckets counts as. */
  private static final int HISTOGRAM_SIZE = 11;

  private final long[] looked;
  private final long[] read;

  SampleCount(int steps) {
    looked = new long[steps];
    read = new long[steps];
  }

  /** How many numbers are as large as the histogram. */
  static long size(Histogram histogram) {
    return HISTOGRAM_SIZE + ((long) histogram.positive().size() + histogram.negative().size()) / 2;
  }

  void add(int step, long samplesLooked, long samplesRead) {
    looked[step] += samplesLooked;
    read[step] += samplesRead;
  }

  /** Adds what a selector gives at each step. */
  void add(Column column) {
    if (column.histograms() == null) {
      addNumbers(column.values());
      return;
    }
    for (int step = 0; step < looked.length; step++) {
      long size = size(column, step);
      add(step, size, size);
    }
  }

  private void addNumbers(double[] values) {
    for (int step = 0; step < looked.length; step++) {
      int size = Column.isAbsent(values[step]) ? 0 : 1;
      looked[step] += size;
      read[step] += size;
    }
  }

  /** Adds what a selector in a subquery gives, all to the last step. */
  void addInside(Column column) {
    long size = 0;
    for (int step = 0; step < column.values().length; step++) {
      size += size(column, step);
    }
    add(looked.length - 1, size, size);
  }

  private static long size(Column column, int step) {
    Histogram histogram = column.histogram(step);
    if (histogram != null) {
      return size(histogram);
    }
    return column.hasNumber(step) ? 1 : 0;
  }

  /** All that it looked at. */
  public long total() {
    return Arrays.stream(looked).sum();
  }

  /** All that it read from the store. */
  public long totalRead() {
    return Arrays.stream(read).sum();
  }

  /** What it looked at at each step. */
  public long[] perStep() {
    return looked.clone();
  }

  /** What it read at each step that the steps before had not. */
  public long[] readPerStep() {
    return read.clone();
  }
}
