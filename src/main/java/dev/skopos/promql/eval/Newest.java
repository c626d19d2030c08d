// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Histogram;
import dev.skopos.model.Sample;
import dev.skopos.model.Series;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.ColumnBuilder;
import org.jspecify.annotations.Nullable;

/** Which sample of a series is the newest one at each of some instants. */
final class Newest {
  private static final int NONE = -1;

  private final Series series;
  private final int[] positions;

  /**
   * Finds the samples.
   *
   * @param instants ascending
   * @param lookback how old a sample may be, in milliseconds
   */
  Newest(Series series, long[] instants, long lookback) {
    this.series = series;
    this.positions = new int[instants.length];
    long[] timestamps = series.timestamps();
    int next = 0;
    for (int step = 0; step < instants.length; step++) {
      while (next < timestamps.length && timestamps[next] <= instants[step]) {
        next++;
      }
      int newest = next - 1;
      boolean found = newest >= 0 && timestamps[newest] > instants[step] - lookback;
      positions[step] = found && !isStale(series, newest) ? newest : NONE;
    }
  }

  static boolean isStale(Series series, int index) {
    Histogram histogram = series.histogram(index);
    return Sample.isStale(histogram == null ? series.values()[index] : histogram.sum());
  }

  boolean hasHistograms() {
    for (int position : positions) {
      if (position != NONE && series.histogram(position) != null) {
        return true;
      }
    }
    return false;
  }

  /** The times of the samples in seconds. */
  Column times() {
    double[] times = Column.empty(positions.length);
    for (int step = 0; step < times.length; step++) {
      if (positions[step] != NONE) {
        times[step] = series.timestamps()[positions[step]] / 1000.0;
      }
    }
    return new Column(series.labels(), true, times);
  }

  /**
   * The samples.
   *
   * @param statistics whether nobody looks at the buckets of histograms
   */
  Column column(boolean statistics) {
    @Nullable Histogram @Nullable [] histograms = series.histograms();
    if (histograms == null) {
      double[] values = Column.empty(positions.length);
      for (int step = 0; step < values.length; step++) {
        values[step] = positions[step] == NONE ? Column.ABSENT : series.values()[positions[step]];
      }
      return new Column(series.labels(), false, values);
    }
    @Nullable Histogram[] shown = statistics ? Statistics.of(histograms) : histograms;
    ColumnBuilder column = new ColumnBuilder(positions.length);
    for (int step = 0; step < positions.length; step++) {
      int position = positions[step];
      if (position != NONE && shown[position] != null) {
        column.put(step, shown[position]);
      } else if (position != NONE) {
        column.put(step, series.values()[position]);
      }
    }
    return column.build(series.labels(), false);
  }
}
