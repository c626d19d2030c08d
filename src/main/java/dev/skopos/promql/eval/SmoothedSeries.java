// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.ResetHint;
import dev.skopos.promql.ast.Modifiers.Extension;
import dev.skopos.promql.ast.Span;
import dev.skopos.promql.column.Annotation;
import dev.skopos.promql.column.Annotation.Operation;
import dev.skopos.promql.column.Annotations;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.ColumnBuilder;
import dev.skopos.promql.column.Window;
import dev.skopos.promql.column.Windows;
import dev.skopos.promql.histogram.Interpolation;
import dev.skopos.promql.histogram.Scaling;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values between the samples of a series that has histograms. */
final class SmoothedSeries {
  private final Windows.Raw raw;
  private final Annotations annotations;
  private final Span span;

  /**
   * A smoothed series.
   *
   * @param span where its selector stands, for annotations
   */
  SmoothedSeries(Windows.Raw raw, Annotations annotations, Span span) {
    this.raw = raw;
    this.annotations = annotations;
    this.span = span;
  }

  /** The values at some instants, between samples that are no farther away than the reach. */
  Column at(long[] instants, long reach) {
    long[] starts = new long[instants.length];
    long[] ends = new long[instants.length];
    for (int step = 0; step < instants.length; step++) {
      starts[step] = instants[step] - reach;
      ends[step] = instants[step] + reach;
    }
    Window window =
        new Windows(List.of(raw), starts, ends, 2 * reach, Extension.NONE, 0).window(raw);
    ColumnBuilder column = new ColumnBuilder(instants.length);
    for (int step = 0; step < instants.length; step++) {
      window.next();
      if (window.size() > 0 && window.histogramCount() > 0) {
        annotations.add(Annotation.mixedSamples(raw.labels().metricName(), span));
      } else if (window.histogramCount() > 0) {
        column.put(step, histogram(window, instants[step]));
      } else if (window.size() > 0) {
        column.put(step, new Smoothing(raw.timestamps(), raw.values(), reach).at(instants[step]));
      }
    }
    return column.build(raw.labels(), false);
  }

  private @Nullable Histogram histogram(Window window, long instant) {
    int next = 0;
    while (next < window.histogramCount() && window.histogramTimestamp(next) < instant) {
      next++;
    }
    boolean hasNext = next < window.histogramCount();
    if (hasNext && window.histogramTimestamp(next) == instant) {
      return window.histogram(next);
    }
    if (next == 0) {
      return null;
    }
    Histogram before = window.histogram(next - 1);
    if (!hasNext) {
      // The hint tells of the way to this sample, not of what comes after it.
      return Scaling.withHint(before, ResetHint.UNKNOWN);
    }
    Histogram after = window.histogram(next);
    if (before.hasCustomBounds() != after.hasCustomBounds()) {
      annotations.add(Annotation.mixedSchemas(raw.labels().metricName(), span));
      return null;
    }
    boolean counter = before.resetHint() != ResetHint.GAUGE || after.resetHint() != ResetHint.GAUGE;
    Interpolation between =
        Interpolation.between(
            before,
            window.histogramTimestamp(next - 1),
            after,
            window.histogramTimestamp(next),
            instant,
            counter);
    for (boolean addition : between.reconciled()) {
      Operation operation = addition ? Operation.ADDITION : Operation.SUBTRACTION;
      annotations.add(Annotation.reconciled(operation, span));
    }
    return between.histogram();
  }
}
