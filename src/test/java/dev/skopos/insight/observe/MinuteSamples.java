// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.observe;

import dev.skopos.forecast.SeriesReader;
import dev.skopos.model.Labels;
import dev.skopos.model.Sample;
import dev.skopos.model.Series;
import dev.skopos.promql.Engine;
import dev.skopos.promql.EngineOptions;
import dev.skopos.promql.Value;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.parse.ParseException;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.store.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/** A store in memory with a sample each minute until {@link Watched#NOW}, and the real engine. */
public final class MinuteSamples {

  private static final int MINUTES = 50 * 60;

  private final InMemoryStore store = new InMemoryStore();
  private final Engine engine = new Engine(store, EngineOptions.DEFAULTS);

  /** What the real engine answers. */
  public List<Series> read(String expr, Instant at) throws SeriesReader.ReadFailedException {
    try {
      return switch (engine.instant(engine.parse(expr), at)) {
        case Value.Vector vector ->
            vector.points().stream()
                .map(
                    each ->
                        new Series(
                            each.labels(),
                            new long[] {each.timestamp()},
                            new double[] {each.value()}))
                .toList();
        case Value.Matrix(List<Series> series) -> series;
        case Value.Scalar _, Value.Text _ -> throw new AssertionError(expr);
      };
    } catch (ParseException | QueryException e) {
      throw new SeriesReader.ReadFailedException(Objects.toString(e.getMessage()), e);
    }
  }

  /** A sample each minute of fifty hours, by the minutes since their begin. */
  public void sample(String metric, DoubleUnaryOperator byMinute, String... labels) {
    append(metric, byMinute::applyAsDouble, labels);
  }

  /** The same where it is not negative; the series ends where it is, as those of alerts do. */
  public void some(String metric, IntToDoubleFunction byMinute, String... labels) {
    append(
        metric,
        minute -> {
          double value = byMinute.applyAsDouble(minute);
          return value < 0 ? Sample.STALE : value;
        },
        labels);
  }

  private void append(String metric, IntToDoubleFunction byMinute, String... labels) {
    Labels series = Labels.of(labels).with(Labels.METRIC_NAME, metric);
    Appender appender = store.appender();
    try {
      for (int minute = 0; minute <= MINUTES; minute++) {
        Instant at = Watched.NOW.minus(Duration.ofMinutes(MINUTES - minute));
        appender.append(series, at.toEpochMilli(), byMinute.applyAsDouble(minute));
      }
    } catch (AppendException e) {
      throw new AssertionError(e);
    }
    appender.commit();
  }
}
