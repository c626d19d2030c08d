// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import dev.skopos.store.Queryable;
import dev.skopos.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/**
 * Reads samples of the store for those that work on samples rather than on expressions. The query
 * API gives no stale markers and no native histograms, so they are missing here.
 *
 * <p>Who asks for many series one after the other, as at the start, does not wait for a silent
 * store each time: after a failure the next ones fail at once for a while. Thread-safe.
 */
final class RemoteReader implements Queryable {

  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final RemoteQueries queries;
  private final Duration timeout;
  private final InstantSource clock;
  private volatile Instant notBefore = Instant.MIN;

  RemoteReader(RemoteQueries queries, Duration timeout, InstantSource clock) {
    this.queries = queries;
    this.timeout = timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST;
    this.clock = clock;
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask() throws RemoteQueryException;
  }

  @Override
  public List<Series> select(long from, long to, List<Matcher> matchers) {
    // Ranges of Prometheus 3 do not include their first instant.
    String range = RemoteQueries.selector(matchers) + "[" + (to - from + 1) + "ms]";
    return ask(() -> queries.instant(range, Instant.ofEpochMilli(to), timeout)).stream()
        .filter(series -> series.length() > 0)
        .sorted(Comparator.comparing(Series::labels))
        .toList();
  }

  @Override
  public List<Labels> series(long from, long to, List<Matcher> matchers) {
    return ask(() -> queries.series(from, to, matchers, timeout)).stream().sorted().toList();
  }

  private <T> T ask(Question<T> question) {
    if (clock.instant().isBefore(notBefore)) {
      throw new StoreUnavailableException("the remote store did not answer a moment ago");
    }
    try {
      return question.ask();
    } catch (RemoteQueryException e) {
      notBefore = clock.instant().plus(PAUSE);
      throw new StoreUnavailableException(String.valueOf(e.getMessage()), e);
    }
  }
}
