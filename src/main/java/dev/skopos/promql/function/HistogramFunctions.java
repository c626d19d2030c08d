// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.model.Labels;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Columns;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.column.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Functions over classic histograms: series that differ in the label {@code le} only. */
final class HistogramFunctions {

  private static final String BOUND = "le";

  private HistogramFunctions() {}

  /** The series of one bucket and its upper bound. */
  private record Bucket(double bound, Column column) {}

  /** Calculates a value of the buckets of one histogram at one step. */
  @FunctionalInterface
  private interface OfBuckets {
    double apply(Buckets buckets, int step);
  }

  /** Functions that ignore numbers give nothing while the store holds nothing but numbers. */
  static Result ofNativeHistograms(Invocation call) {
    call.vector(0);
    return new Result.Vector(List.of());
  }

  static Result quantile(Invocation call) {
    double[] quantiles = call.scalar(0);
    return new Result.Vector(
        calculate(call, call.vector(1), (buckets, step) -> buckets.quantile(quantiles[step])));
  }

  static Result fraction(Invocation call) {
    double[] lower = call.scalar(0);
    double[] upper = call.scalar(1);
    return new Result.Vector(
        calculate(
            call, call.vector(2), (buckets, step) -> buckets.fraction(lower[step], upper[step])));
  }

  /** Several quantiles at once, each with its number in a label. */
  static Result quantiles(Invocation call) {
    String label = call.text(1);
    if (label.isEmpty()) {
      throw new QueryException("invalid label name \"\"");
    }
    List<Column> histograms = call.vector(0);
    Columns columns = new Columns(call.steps().count(), call::reserve);
    for (int i = 2; i < call.count(); i++) {
      double[] quantiles = call.scalar(i);
      List<Column> calculated =
          calculate(call, histograms, (buckets, step) -> buckets.quantile(quantiles[step]));
      for (Column column : calculated) {
        putByQuantile(columns, column, label, quantiles);
      }
    }
    return new Result.Vector(columns.toList());
  }

  private static void putByQuantile(
      Columns columns, Column column, String label, double[] quantiles) {
    for (int step = 0; step < quantiles.length; step++) {
      if (column.has(step)) {
        Labels labels = column.labels().with(label, number(quantiles[step]));
        columns.put(labels, true, step, column.values()[step]);
      }
    }
  }

  /** As OpenMetrics writes numbers in labels: always with a fraction. */
  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return Double.isNaN(value) ? "NaN" : Double.toString(value).toLowerCase(Locale.ROOT);
  }

  private static List<Column> calculate(
      Invocation call, List<Column> columns, OfBuckets calculation) {
    List<Column> results = new ArrayList<>();
    int count = call.steps().count();
    histograms(columns)
        .forEach(
            (labels, buckets) -> {
              call.checkpoint();
              buckets.sort(Comparator.comparingDouble(Bucket::bound));
              double[] values = new double[count];
              for (int step = 0; step < count; step++) {
                Buckets present = at(buckets, step);
                values[step] = present.isEmpty() ? Column.ABSENT : calculation.apply(present, step);
              }
              results.add(new Column(labels, true, values));
            });
    return results;
  }

  private static Map<Labels, List<Bucket>> histograms(List<Column> columns) {
    Map<Labels, List<Bucket>> histograms = new LinkedHashMap<>();
    for (Column column : columns) {
      double bound = bound(column.labels().get(BOUND));
      if (!Double.isNaN(bound)) {
        histograms
            .computeIfAbsent(column.labels().without(BOUND), _ -> new ArrayList<>())
            .add(new Bucket(bound, column));
      }
    }
    return histograms;
  }

  private static Buckets at(List<Bucket> buckets, int step) {
    Buckets present = new Buckets(buckets.size());
    for (Bucket bucket : buckets) {
      if (bucket.column().has(step)) {
        present.add(bucket.bound(), bucket.column().values()[step]);
      }
    }
    return present;
  }

  private static double bound(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "+inf", "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> parse(text);
    };
  }

  private static double parse(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }
}
