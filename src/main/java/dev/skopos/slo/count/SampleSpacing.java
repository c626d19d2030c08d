// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import dev.skopos.promql.Parser;
import dev.skopos.promql.ast.VectorSelector;
import dev.skopos.promql.parse.ParseException;
import dev.skopos.store.Queryable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far apart the samples of an indicator's series are, as the store has them. Looks at a few
 * series only. Thread-safe.
 */
public record SampleSpacing(Queryable store) {

  private static final Duration LOOKED_AT = Duration.ofHours(3);
  private static final int MOST_SERIES = 5;

  /** Fewer tell nothing. */
  private static final int LEAST_SAMPLES = 4;

  /**
   * The median distance, of the series that has the greatest; empty when there are too few samples
   * in the last three hours.
   */
  public Optional<Duration> of(Indicator indicator, Instant now) {
    long to = now.toEpochMilli();
    long from = to - LOOKED_AT.toMillis();
    List<Long> distances = new ArrayList<>();
    for (List<Matcher> selector : selectors(indicator)) {
      for (Labels series : store.series(from, to, selector).stream().limit(MOST_SERIES).toList()) {
        distance(series, from, to).ifPresent(distances::add);
      }
    }
    return distances.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Collections.max(distances)));
  }

  private Optional<Long> distance(Labels labels, long from, long to) {
    List<Matcher> exactly =
        labels.toMap().entrySet().stream()
            .map(label -> Matcher.equal(label.getKey(), label.getValue()))
            .toList();
    return store.select(from, to, exactly).stream()
        .filter(series -> series.labels().equals(labels))
        .map(Series::timestamps)
        .filter(times -> times.length >= LEAST_SAMPLES)
        .map(SampleSpacing::median)
        .findFirst();
  }

  private static long median(long[] times) {
    long[] distances = new long[times.length - 1];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = times[i + 1] - times[i];
    }
    Arrays.sort(distances);
    return distances[distances.length / 2];
  }

  private static List<List<Matcher>> selectors(Indicator indicator) {
    return switch (indicator) {
      case Indicator.Counters counters -> List.of(counters.total());
      case Indicator.Latency latency ->
          List.of(
              latency.histogram(),
              latency.histogram().stream().map(SampleSpacing::counted).toList());
      case Indicator.BoolGauge gauge -> List.of(gauge.gauge());
      case Indicator.Threshold threshold -> List.of(threshold.gauge());
      case Indicator.Ratio ratio -> within(ratio.total());
      // Each evaluation is a sample.
      case Indicator.Expression _ -> List.of();
    };
  }

  private static Matcher counted(Matcher matcher) {
    return LatencySelections.named(matcher, "_count");
  }

  private static List<List<Matcher>> within(String expression) {
    try {
      return Stream.of(Parser.parse(expression.replace(Indicator.WINDOW, "1m")))
          .flatMap(expr -> expr.selectors().stream())
          .map(VectorSelector::matchers)
          .toList();
    } catch (ParseException _) {
      // Reported where the expression is evaluated.
      return List.of();
    }
  }
}
