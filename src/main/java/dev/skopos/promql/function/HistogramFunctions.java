// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.promql.ast.GoNumber;
import dev.skopos.promql.ast.Span;
import dev.skopos.promql.column.Annotation;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Columns;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.column.Result;
import dev.skopos.promql.histogram.Fraction;
import dev.skopos.promql.histogram.Quantile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Functions over histograms, native ones and those that are series of buckets. */
final class HistogramFunctions {
  private HistogramFunctions() {}

  /** A function that ignores numbers. */
  static Result ofNativeHistograms(Invocation call, ToDoubleFunction<Histogram> calculation) {
    List<Column> results = new ArrayList<>();
    int count = call.steps().count();
    for (Column column : call.vector(0)) {
      if (column.histograms() == null) {
        continue;
      }
      call.checkpoint();
      double[] values = Column.empty(count);
      for (int step = 0; step < count; step++) {
        Histogram histogram = column.histogram(step);
        if (histogram != null) {
          values[step] = calculation.applyAsDouble(histogram);
        }
      }
      results.add(new Column(column.labels(), true, values));
    }
    return new Result.Vector(results);
  }

  static Result quantile(Invocation call) {
    double[] quantiles = call.scalar(0);
    List<Column> vector = call.vector(1);
    warnOfBadQuantiles(call, quantiles, call.span(0));
    Span span = call.span(1);
    HistogramVector histograms = new HistogramVector(call, vector, span);
    Columns columns = Columns.intermediate(call.steps().count(), call::reserve);
    histograms.forEachNative(
        (labels, histogram, step) ->
            columns.put(
                labels, true, step, quantile(call, span, labels, histogram, quantiles[step])));
    histograms.forEachClassic(
        (labels, buckets, step) ->
            columns.put(
                labels, true, step, quantile(call, span, labels, buckets, quantiles[step], step)));
    return new Result.Vector(columns.toList());
  }

  private static void warnOfBadQuantiles(Invocation call, double[] quantiles, Span span) {
    for (double quantile : quantiles) {
      if (!(quantile >= 0 && quantile <= 1)) {
        call.annotate(Annotation.badQuantile(quantile, span));
      }
    }
  }

  private static double quantile(
      Invocation call, Span span, Labels labels, Histogram histogram, double rank) {
    Quantile quantile = Quantile.of(rank, histogram);
    switch (quantile.nans()) {
      case NONE -> {}
      case RESULT -> call.annotate(Annotation.quantileIsNan(labels.metricName(), span));
      case SKEW -> call.annotate(Annotation.quantileIsSkewed(labels.metricName(), span));
    }
    return quantile.value();
  }

  private static double quantile(
      Invocation call, Span span, Labels labels, Buckets buckets, double rank, int step) {
    double value = buckets.quantile(rank);
    Buckets.Change change = buckets.change();
    if (change != null) {
      long at = call.steps().at(step);
      Annotation.Repair repair =
          new Annotation.Repair(at, at, change.lowest(), change.highest(), change.largest(), 1);
      call.annotate(Annotation.repaired(labels.metricName(), repair, span));
    }
    return value;
  }

  static Result fraction(Invocation call) {
    double[] lower = call.scalar(0);
    double[] upper = call.scalar(1);
    Span span = call.span(2);
    HistogramVector histograms = new HistogramVector(call, call.vector(2), span);
    Columns columns = Columns.intermediate(call.steps().count(), call::reserve);
    histograms.forEachNative(
        (labels, histogram, step) -> {
          Fraction fraction = Fraction.of(lower[step], upper[step], histogram);
          if (fraction.hasNans()) {
            call.annotate(Annotation.fractionHasNans(labels.metricName(), span));
          }
          columns.put(labels, true, step, fraction.value());
        });
    histograms.forEachClassic(
        (labels, buckets, step) ->
            columns.put(labels, true, step, buckets.fraction(lower[step], upper[step])));
    return new Result.Vector(columns.toList());
  }

  /** Several quantiles at once, each with its number in a label. */
  static Result quantiles(Invocation call) {
    String label = call.text(1);
    if (label.isEmpty()) {
      throw new QueryException("invalid label name \"\"");
    }
    Span span = call.span(0);
    HistogramVector histograms = new HistogramVector(call, call.vector(0), span);
    Columns columns = Columns.intermediate(call.steps().count(), call::reserve);
    for (int i = 2; i < call.count(); i++) {
      double[] quantiles = call.scalar(i);
      warnOfBadQuantiles(call, quantiles, call.span(i));
      histograms.forEachNative(
          (labels, histogram, step) ->
              columns.put(
                  labels.with(label, number(quantiles[step])),
                  true,
                  step,
                  quantile(call, span, labels, histogram, quantiles[step])));
      histograms.forEachClassic(
          (labels, buckets, step) ->
              columns.put(
                  labels.with(label, number(quantiles[step])),
                  true,
                  step,
                  quantile(call, span, labels, buckets, quantiles[step], step)));
    }
    return new Result.Vector(columns.toList());
  }

  /** As OpenMetrics writes numbers in labels: always with a fraction. */
  private static String number(double value) {
    String text = GoNumber.shortest(value);
    boolean whole = text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    return whole ? text + ".0" : text;
  }
}
