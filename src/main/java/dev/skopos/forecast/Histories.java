// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.forecast.SeriesReader.ReadFailedException;
import dev.skopos.forecast.definition.Aggregation;
import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.forecast.definition.CapacityResource;
import dev.skopos.forecast.definition.LimitSource;
import dev.skopos.forecast.model.HourlySeries;
import dev.skopos.forecast.model.Limit;
import dev.skopos.model.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The past of the resources of one forecast: at most two series of 9,600 hours for each. What is
 * the same after a change of the forecast is not read again. Used by one thread at a time.
 */
final class Histories {

  private final SeriesReader reader;
  private final Map<HourlyHistory.Key, HourlyHistory> known = new HashMap<>();

  Histories(SeriesReader reader) {
    this.reader = reader;
  }

  List<Series> read(String expr, Instant at) throws ReadFailedException {
    return reader.read(expr, at);
  }

  /**
   * Whether an expression gave more than one series all through the last hour: those of pods that
   * replace each other overlap for some minutes.
   */
  boolean isSeveral(String expr, Instant now) throws ReadFailedException {
    return reader.read("min_over_time(count(%s\n)[1h:5m])".formatted(expr), now).stream()
        .anyMatch(series -> series.values()[series.length() - 1] > 1);
  }

  HourlySeries usage(CapacityResource resource, Duration length, Instant now)
      throws ReadFailedException {
    return history(usageKey(resource, length), now);
  }

  /** What the limit was, and, as its newest value, what it is. */
  Limit limit(CapacityResource resource, Duration length, Instant now) throws ReadFailedException {
    return switch (resource.limit()) {
      case LimitSource.Fixed(double value) -> new Limit.Constant(value);
      case LimitSource.Expression(String expr) ->
          new Limit.Varying(
              withNewest(history(limitKey(expr, length), now), reader.read(expr, now), now));
    };
  }

  /** The present value counts from the next hour on, so that a limit that was just raised holds. */
  private static HourlySeries withNewest(HourlySeries past, List<Series> present, Instant now) {
    double[] values = new double[past.size() + 1];
    System.arraycopy(past.values(), 0, values, 0, past.size());
    values[past.size()] =
        present.stream()
            .mapToDouble(series -> series.values()[series.length() - 1])
            .max()
            .orElse(Double.NaN);
    return HourlySeries.of(past.size() == 0 ? now : past.start(), values);
  }

  private HourlySeries history(HourlyHistory.Key key, Instant now) throws ReadFailedException {
    return known.computeIfAbsent(key, HourlyHistory::new).upTo(now, reader);
  }

  private static HourlyHistory.Key usageKey(CapacityResource resource, Duration length) {
    return new HourlyHistory.Key(resource.usage(), resource.aggregation(), length);
  }

  private static HourlyHistory.Key limitKey(String expr, Duration length) {
    return new HourlyHistory.Key(expr, Aggregation.LAST, length);
  }

  /** Forgets what the forecast does not look at any more. */
  void retainOnly(CapacityDefinition definition) {
    Set<HourlyHistory.Key> wanted = new HashSet<>();
    for (CapacityResource resource : definition.resources()) {
      wanted.add(usageKey(resource, definition.history()));
      switch (resource.limit()) {
        case LimitSource.Expression(String expr) ->
            wanted.add(limitKey(expr, definition.history()));
        case LimitSource.Fixed _ -> {}
      }
    }
    known.keySet().retainAll(wanted);
  }
}
