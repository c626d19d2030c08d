// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.column;

import dev.skopos.promql.ast.GoNumber;
import dev.skopos.promql.ast.Quoting;
import dev.skopos.promql.ast.Span;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that a query's author should know about its result; the texts are Prometheus'.
 *
 * @param text without its beginning, which says the level
 * @param span what part of the query it is about
 * @param detail null except for repaired buckets
 */
public record Annotation(Level level, String text, Span span, @Nullable Repair detail) {
  /** How bad it is. */
  public enum Level {
    /** The result probably is not what was meant. */
    WARNING("PromQL warning: "),
    /** The result may not be what was meant. */
    INFO("PromQL info: ");

    private final String beginning;

    Level(String beginning) {
      this.beginning = beginning;
    }
  }

  /** What of a histogram is added or subtracted in an operation that found a mismatch. */
  public enum Operation {
    ADDITION,
    SUBTRACTION,
    AGGREGATION;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How the counts of classic buckets had to be changed to be cumulative.
   *
   * @param first the first instant, in milliseconds
   * @param last the last instant
   * @param lowest the lowest bound of a changed bucket
   * @param highest the highest bound of one
   * @param largest the largest change
   * @param samples how many histograms
   */
  public record Repair(
      long first, long last, double lowest, double highest, double largest, long samples) {
    Repair and(Repair other) {
      return new Repair(
          Math.min(first, other.first),
          Math.max(last, other.last),
          Math.min(lowest, other.lowest),
          Math.max(highest, other.highest),
          Math.max(largest, other.largest),
          samples + other.samples);
    }

    private String text() {
      return ", from buckets %s to %s, with a max diff of %s, over %d samples from %s to %s"
          .formatted(
              GoNumber.shortest(lowest),
              GoNumber.shortest(highest),
              GoNumber.twoDigits(largest),
              samples,
              seconds(first),
              seconds(last));
    }

    private static String seconds(long millis) {
      return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
  }

  /** The whole text for a query, with the position. */
  String text(String query) {
    String repaired = detail == null ? "" : detail.text();
    return key() + repaired + " (" + position(query) + ")";
  }

  /** Annotations with the same key are the same. */
  String key() {
    return level.beginning + text;
  }

  /** Line and column in bytes, as Prometheus counts them. */
  private String position(String query) {
    int start = Math.min(span.start(), query.length());
    int lineStart = query.lastIndexOf('\n', start - 1) + 1;
    long line = 1 + query.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    int column = query.substring(lineStart, start).getBytes(StandardCharsets.UTF_8).length;
    return line + ":" + (column + 1);
  }

  private static Annotation warning(String text, Span span) {
    return new Annotation(Level.WARNING, text, span, null);
  }

  private static Annotation info(String text, Span span) {
    return new Annotation(Level.INFO, text, span, null);
  }

  public static Annotation badQuantile(double quantile, Span span) {
    return warning(
        "quantile value should be between 0 and 1, got " + GoNumber.shortest(quantile), span);
  }

  public static Annotation badRatio(double ratio, double capped, Span span) {
    return warning(
        "ratio value should be between -1 and 1, got %s, capping to %s"
            .formatted(GoNumber.shortest(ratio), GoNumber.shortest(capped)),
        span);
  }

  public static Annotation badBucketLabel(String metric, String bound, Span span) {
    String label = Quoting.quote("le");
    return warning(
        "bucket label %s is missing or has a malformed value of %s%s"
            .formatted(label, Quoting.quote(bound), ofMetric(metric)),
        span);
  }

  public static Annotation mixedSamples(String metric, Span span) {
    return warning(
        "encountered a mix of histograms and floats for metric name " + Quoting.quote(metric),
        span);
  }

  public static Annotation mixedSamplesInAggregation(Span span) {
    return warning("encountered a mix of histograms and floats for aggregation", span);
  }

  public static Annotation mixedClassicAndNative(String metric, Span span) {
    return warning(
        "vector contains a mix of classic and native histograms" + ofMetric(metric), span);
  }

  public static Annotation notCounter(String metric, Span span) {
    return warning("this native histogram metric is not a counter: " + Quoting.quote(metric), span);
  }

  public static Annotation notGauge(String metric, Span span) {
    return warning("this native histogram metric is not a gauge: " + Quoting.quote(metric), span);
  }

  public static Annotation mixedSchemas(String metric, Span span) {
    return warning(
        "vector contains a mix of histograms with exponential and custom buckets schemas for metric"
            + " name "
            + Quoting.quote(metric),
        span);
  }

  public static Annotation incompatibleLayouts(String operator, Span span) {
    return warning("incompatible bucket layout encountered for binary operator " + operator, span);
  }

  public static Annotation collision(Operation operation, Span span) {
    return warning("conflicting counter resets during histogram " + operation.word(), span);
  }

  public static Annotation sortInRange(Span span) {
    return warning(
        "sort is ineffective for range queries since results are always ordered by labels", span);
  }

  public static Annotation maybeNoCounter(String metric, Span span) {
    return info(
        "metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "
            + Quoting.quote(metric),
        span);
  }

  /** Buckets of a classic histogram that were not cumulative. */
  public static Annotation repaired(String metric, Repair repair, Span span) {
    String text =
        "input to histogram_quantile needed to be fixed for monotonicity (see"
            + " https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)";
    return new Annotation(Level.INFO, text + ofMetric(metric), span, repair);
  }

  public static Annotation incompatibleTypes(
      String left, String operator, String right, Span span) {
    return info(
        "incompatible sample types encountered for binary operator %s: %s %s %s"
            .formatted(Quoting.quote(operator), left, operator, right),
        span);
  }

  public static Annotation ignoredInAggregation(String operator, Span span) {
    return info("ignored histogram in " + operator + " aggregation", span);
  }

  public static Annotation ignoredInRange(String metric, Span span) {
    return info(
        "ignored histograms in a range containing both floats and histograms for metric name "
            + Quoting.quote(metric),
        span);
  }

  public static Annotation quantileIsNan(String metric, Span span) {
    return info(
        "input to histogram_quantile has NaN observations, result is NaN" + ofMetric(metric), span);
  }

  public static Annotation quantileIsSkewed(String metric, Span span) {
    return info(
        "input to histogram_quantile has NaN observations, result is skewed higher"
            + ofMetric(metric),
        span);
  }

  public static Annotation fractionHasNans(String metric, Span span) {
    return info(
        "input to histogram_fraction has NaN observations, which are excluded from all fractions"
            + ofMetric(metric),
        span);
  }

  public static Annotation reconciled(Operation operation, Span span) {
    return info("mismatched custom buckets were reconciled during " + operation.word(), span);
  }

  private static String ofMetric(String metric) {
    return metric.isEmpty() ? "" : " for metric name " + Quoting.quote(metric);
  }
}
