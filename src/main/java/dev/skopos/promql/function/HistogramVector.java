// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.promql.ast.Span;
import dev.skopos.promql.column.Annotation;
import dev.skopos.promql.column.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The histograms in a vector: native ones, and series that differ in the label {@code le} only,
 * each of them a bucket. Where there are both for the same labels, neither counts.
 */
final class HistogramVector {
  private static final String BOUND = "le";
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*([eE][+-]?\\d+)?|\\.\\d+([eE][+-]?\\d+)?|0[xX].*)");

  private final Invocation call;
  private final List<Column> natives = new ArrayList<>();
  private final Map<Labels, List<Bucket>> classics = new LinkedHashMap<>();
  private final Map<Labels, boolean[]> conflicts = new LinkedHashMap<>();

  /** The series of one bucket and its upper bound. */
  private record Bucket(double bound, Column column) {}

  /** Takes a native histogram. */
  @FunctionalInterface
  interface OfNative {
    void accept(Labels labels, Histogram histogram, int step);
  }

  /** Takes the buckets of a classic histogram, which are there for this call alone. */
  @FunctionalInterface
  interface OfClassic {
    void accept(Labels labels, Buckets buckets, int step);
  }

  /**
   * The histograms of a vector.
   *
   * @param span where the vector stands, for annotations
   */
  HistogramVector(Invocation call, List<Column> columns, Span span) {
    this.call = call;
    for (Column column : columns) {
      if (column.histograms() != null) {
        natives.add(column);
      }
      if (column.hasNumbers()) {
        addBucket(column, span);
      }
    }
    classics.values().forEach(list -> list.sort(Comparator.comparingDouble(Bucket::bound)));
    natives.forEach(column -> findConflicts(column, span));
  }

  private void addBucket(Column column, Span span) {
    Labels labels = column.labels();
    double bound = bound(labels.get(BOUND));
    if (Double.isNaN(bound)) {
      call.annotate(Annotation.badBucketLabel(labels.metricName(), labels.get(BOUND), span));
    } else {
      classics
          .computeIfAbsent(labels.without(BOUND), _ -> new ArrayList<>())
          .add(new Bucket(bound, column));
    }
  }

  private void findConflicts(Column column, Span span) {
    List<Bucket> buckets = classics.get(column.labels());
    if (buckets == null) {
      return;
    }
    boolean[] conflict =
        conflicts.computeIfAbsent(column.labels(), _ -> new boolean[call.steps().count()]);
    for (int step = 0; step < conflict.length; step++) {
      int at = step;
      if (column.hasHistogram(step)
          && buckets.stream().anyMatch(bucket -> bucket.column().hasNumber(at))) {
        conflict[step] = true;
        String metric = column.labels().metricName();
        call.annotate(Annotation.mixedClassicAndNative(metric, span));
      }
    }
  }

  private boolean conflicts(Labels labels, int step) {
    boolean[] conflict = conflicts.get(labels);
    return conflict != null && conflict[step];
  }

  void forEachNative(OfNative consumer) {
    for (Column column : natives) {
      call.checkpoint();
      for (int step = 0; step < call.steps().count(); step++) {
        Histogram histogram = column.histogram(step);
        if (histogram != null && !conflicts(column.labels(), step)) {
          consumer.accept(column.labels(), histogram, step);
        }
      }
    }
  }

  void forEachClassic(OfClassic consumer) {
    classics.forEach(
        (labels, buckets) -> {
          call.checkpoint();
          Buckets present = new Buckets(buckets.size());
          for (int step = 0; step < call.steps().count(); step++) {
            fill(present, buckets, step);
            if (!present.isEmpty() && !conflicts(labels, step)) {
              consumer.accept(labels, present, step);
            }
          }
        });
  }

  private static void fill(Buckets present, List<Bucket> buckets, int step) {
    present.clear();
    for (Bucket bucket : buckets) {
      if (bucket.column().hasNumber(step)) {
        present.add(bucket.bound(), bucket.column().values()[step]);
      }
    }
  }

  private static double bound(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "+inf", "inf", "+infinity", "infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> parse(text);
    };
  }

  private static double parse(String text) {
    try {
      return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }
}
