// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.forecast.SeriesReader;
import dev.skopos.model.Series;
import dev.skopos.remote.RemoteQueries;
import dev.skopos.remote.RemoteQueryException;
import java.time.Instant;
import java.util.List;

/** Has the series of forecasts read by the remote store. */
record RemoteReader(RemoteQueries queries) implements SeriesReader {

  @Override
  public List<Series> read(String expr, Instant at) throws ReadFailedException {
    try {
      return queries.instant(expr, at);
    } catch (RemoteQueryException e) {
      throw new ReadFailedException(String.valueOf(e.getMessage()), e);
    }
  }
}
