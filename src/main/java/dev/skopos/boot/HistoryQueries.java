// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.insight.observe.HistoryReader;
import dev.skopos.model.Series;
import dev.skopos.promql.ActiveQueries;
import dev.skopos.promql.Engine;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.parse.ParseException;
import dev.skopos.remote.RemoteQueries;
import dev.skopos.remote.RemoteQueryException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Answers those who look at insights, in turn with the queries of clients and listed among them.
 *
 * @param patience how long to wait for a turn
 */
record HistoryQueries(ActiveQueries active, Duration patience, HistoryReader store)
    implements HistoryReader {

  @Override
  public List<Series> read(String expr, Instant at, BooleanSupplier cancelled)
      throws ReadFailedException {
    try {
      return active.inTurn(expr, patience, () -> store.read(expr, at, cancelled));
    } catch (QueryException e) {
      throw new ReadFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The store here. */
  record OfEngine(Engine engine) implements HistoryReader {

    @Override
    public List<Series> read(String expr, Instant at, BooleanSupplier cancelled)
        throws ReadFailedException {
      try {
        return EngineReader.series(engine.instant(engine.parse(expr), at, cancelled).value());
      } catch (ParseException e) {
        throw new ReadFailedException(String.valueOf(e.getMessage()), e);
      }
    }
  }

  /** A store elsewhere, which evaluates the expression itself. */
  record OfRemote(RemoteQueries queries) implements HistoryReader {

    @Override
    public List<Series> read(String expr, Instant at, BooleanSupplier cancelled)
        throws ReadFailedException {
      try {
        return queries.instant(expr, at);
      } catch (RemoteQueryException e) {
        throw new ReadFailedException(String.valueOf(e.getMessage()), e);
      }
    }
  }
}
