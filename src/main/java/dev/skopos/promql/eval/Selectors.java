// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Matcher;
import dev.skopos.model.Sample;
import dev.skopos.model.Series;
import dev.skopos.promql.ast.MatrixSelector;
import dev.skopos.promql.ast.Modifiers.Extension;
import dev.skopos.promql.ast.VectorSelector;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Steps;
import dev.skopos.promql.column.Windows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads series and aligns them with the steps. All spans of time are open on the left. */
final class Selectors {

  private final Query query;
  private final Steps steps;

  Selectors(Query query, Steps steps) {
    this.query = query;
    this.steps = steps;
  }

  /** The newest value of each series at each step. */
  List<Column> values(VectorSelector selector) {
    long[] instants = query.references(steps.instants(), selector.modifiers());
    return selector.modifiers().extension() == Extension.SMOOTHED
        ? smoothed(selector.matchers(), instants)
        : newest(selector.matchers(), instants, false);
  }

  /** The times in seconds of what values() gives. */
  List<Column> times(VectorSelector selector) {
    long[] instants = query.references(steps.instants(), selector.modifiers());
    return newest(selector.matchers(), instants, true);
  }

  /** The times in seconds of the newest samples at the instants. */
  List<Column> times(List<Matcher> matchers, long[] instants) {
    return newest(matchers, instants, true);
  }

  private List<Column> newest(List<Matcher> matchers, long[] instants, boolean times) {
    long lookback = query.lookback();
    List<Series> read =
        query.select(instants[0] - lookback + 1, instants[instants.length - 1], matchers);
    query.budget().reserve((long) read.size() * instants.length);
    List<Column> columns = new ArrayList<>(read.size());
    for (Series series : read) {
      double[] values = newest(series, instants, lookback, times);
      add(columns, new Column(series.labels(), times, values));
    }
    return columns;
  }

  private List<Column> smoothed(List<Matcher> matchers, long[] instants) {
    long reach = query.lookback();
    List<Series> read =
        query.select(instants[0] - reach + 1, instants[instants.length - 1] + reach, matchers);
    query.budget().reserve((long) read.size() * instants.length);
    List<Column> columns = new ArrayList<>(read.size());
    for (Series series : read) {
      double[] values = new Smoothing(withoutStale(series), reach).at(instants);
      add(columns, new Column(series.labels(), false, values));
    }
    return columns;
  }

  private static void add(List<Column> columns, Column column) {
    if (!column.isEmpty()) {
      columns.add(column);
    }
  }

  private static double[] newest(Series series, long[] references, long lookback, boolean times) {
    long[] timestamps = series.timestamps();
    double[] values = new double[references.length];
    int next = 0;
    for (int step = 0; step < references.length; step++) {
      while (next < timestamps.length && timestamps[next] <= references[step]) {
        next++;
      }
      int newest = next - 1;
      boolean found = newest >= 0 && timestamps[newest] > references[step] - lookback;
      if (!found || Sample.isStale(series.values()[newest])) {
        values[step] = Column.ABSENT;
      } else {
        values[step] = times ? timestamps[newest] / 1000.0 : series.values()[newest];
      }
    }
    return values;
  }

  /** The samples of each series and the window of each step. */
  Windows windows(MatrixSelector matrix) {
    VectorSelector selector = matrix.selector();
    Extension extension = selector.modifiers().extension();
    long range = query.positive(matrix.range());
    long reach = query.lookback();
    long[] ends = query.references(steps.instants(), selector.modifiers());
    long[] starts = starts(ends, range);
    long from = starts[0] + 1 - (extension == Extension.NONE ? 0 : reach);
    long to = ends[ends.length - 1] + (extension == Extension.SMOOTHED ? reach : 0);
    List<Windows.Raw> raw = new ArrayList<>();
    for (Series series : query.select(from, to, selector.matchers())) {
      Series samples = withoutStale(series);
      raw.add(new Windows.Raw(samples.labels(), false, samples.timestamps(), samples.values()));
    }
    return new Windows(raw, starts, ends, range, extension, reach);
  }

  static long[] starts(long[] ends, long range) {
    long[] starts = new long[ends.length];
    for (int step = 0; step < ends.length; step++) {
      starts[step] = ends[step] - range;
    }
    return starts;
  }

  private static Series withoutStale(Series series) {
    int stale = 0;
    for (double value : series.values()) {
      stale += Sample.isStale(value) ? 1 : 0;
    }
    if (stale == 0) {
      return series;
    }
    long[] timestamps = new long[series.length() - stale];
    double[] values = new double[timestamps.length];
    int kept = 0;
    for (int i = 0; i < series.length(); i++) {
      if (!Sample.isStale(series.values()[i])) {
        timestamps[kept] = series.timestamps()[i];
        values[kept++] = series.values()[i];
      }
    }
    return new Series(series.labels(), timestamps, Arrays.copyOf(values, kept));
  }
}
