// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import dev.skopos.promql.ast.MatrixSelector;
import dev.skopos.promql.ast.Modifiers.Extension;
import dev.skopos.promql.ast.VectorSelector;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.column.Steps;
import dev.skopos.promql.column.Windows;
import java.util.ArrayList;
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
        ? smoothed(selector, instants)
        : newest(selector, instants);
  }

  private List<Column> newest(VectorSelector selector, long[] instants) {
    boolean statistics = query.needsStatisticsOnly(selector);
    List<Column> columns = new ArrayList<>();
    for (Series series : recent(selector.matchers(), instants)) {
      Newest newest = new Newest(series, instants, query.lookback());
      add(columns, newest.column(statistics));
    }
    return columns;
  }

  /** The times in seconds of what values() gives. */
  List<Column> times(VectorSelector selector) {
    long[] instants = query.references(steps.instants(), selector.modifiers());
    List<Column> columns = new ArrayList<>();
    for (Series series : recent(selector.matchers(), instants)) {
      add(columns, new Newest(series, instants, query.lookback()).times());
    }
    return columns;
  }

  /** The times in seconds of the newest samples at the instants, which must be numbers. */
  List<Column> infoTimes(List<Matcher> matchers, long[] instants) {
    List<Column> columns = new ArrayList<>();
    for (Series series : recent(matchers, instants)) {
      Newest newest = new Newest(series, instants, query.lookback());
      if (newest.hasHistograms()) {
        throw new QueryException(
            "this should be an info metric, with float samples: " + series.labels());
      }
      add(columns, newest.times());
    }
    return columns;
  }

  private List<Series> recent(List<Matcher> matchers, long[] instants) {
    long from = instants[0] - query.lookback() + 1;
    List<Series> read = query.select(from, instants[instants.length - 1], matchers);
    query.budget().reserve((long) read.size() * instants.length);
    return read;
  }

  private List<Column> smoothed(VectorSelector selector, long[] instants) {
    long reach = query.lookback();
    long last = instants[instants.length - 1] + reach;
    List<Series> read = query.select(instants[0] - reach + 1, last, selector.matchers());
    query.budget().reserve((long) read.size() * instants.length);
    List<Column> columns = new ArrayList<>(read.size());
    for (Series series : read) {
      Windows.Raw raw = RawSamples.of(series, false);
      if (raw.histograms() == null) {
        double[] values = new Smoothing(raw.timestamps(), raw.values(), reach).at(instants);
        add(columns, new Column(series.labels(), false, values));
      } else {
        SmoothedSeries smoothed = new SmoothedSeries(raw, query.annotations(), selector.span());
        add(columns, smoothed.at(instants, reach));
      }
    }
    return columns;
  }

  private void add(List<Column> columns, Column column) {
    if (!column.isEmpty()) {
      columns.add(column);
      count(column);
    }
  }

  @SuppressWarnings("ReferenceEquality") // a subquery may have equal steps
  private void count(Column column) {
    if (steps == query.steps()) {
      query.samples().add(column);
    } else {
      query.samples().addInside(column);
    }
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
    boolean statistics = query.needsStatisticsOnly(selector);
    List<Windows.Raw> raw = new ArrayList<>();
    for (Series series : query.select(from, to, selector.matchers())) {
      raw.add(RawSamples.of(series, statistics));
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
}
