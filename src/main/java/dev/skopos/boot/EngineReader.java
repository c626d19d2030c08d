// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.forecast.SeriesReader;
import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import dev.skopos.promql.Engine;
import dev.skopos.promql.Value;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.parse.ParseException;
import java.time.Instant;
import java.util.List;

/** Reads the series of forecasts with the engine. */
record EngineReader(Engine engine) implements SeriesReader {

  @Override
  public List<Series> read(String expr, Instant at) throws ReadFailedException {
    try {
      return series(engine.instant(engine.parse(expr), at));
    } catch (ParseException | QueryException e) {
      throw new ReadFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  static List<Series> series(Value value) {
    return switch (value) {
      case Value.Matrix(List<Series> series) -> series;
      case Value.Vector vector ->
          vector.points().stream()
              .map(point -> one(point.labels(), point.timestamp(), point.value()))
              .toList();
      case Value.Scalar scalar -> List.of(one(Labels.EMPTY, scalar.timestamp(), scalar.value()));
      case Value.Text _ -> List.of();
    };
  }

  private static Series one(Labels labels, long time, double value) {
    return new Series(labels, new long[] {time}, new double[] {value});
  }
}
