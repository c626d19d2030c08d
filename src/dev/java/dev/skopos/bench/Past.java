// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import dev.skopos.store.Queryable;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** One series with a sample a minute, which is made when it is read. */
record Past(Instant begin, Instant end) implements Queryable {

  private static final long MINUTE = 60_000;
  private static final Labels REQUESTS =
      Labels.of(Labels.METRIC_NAME, "requests_total", "job", "shop", "code", "200");

  @Override
  public List<Series> select(long from, long to, List<Matcher> matchers) {
    long first = Math.ceilDiv(Math.max(from, begin.toEpochMilli()), MINUTE);
    long last = Math.floorDiv(Math.min(to, end.toEpochMilli()), MINUTE);
    if (first > last || !matchers.stream().allMatch(matcher -> matcher.matches(REQUESTS))) {
      return List.of();
    }
    long[] minutes = LongStream.rangeClosed(first, last).toArray();
    long[] times = LongStream.of(minutes).map(minute -> minute * MINUTE).toArray();
    double[] values =
        LongStream.of(minutes)
            .mapToDouble(minute -> minute * 1000.0 + minute * 7919 % 997)
            .toArray();
    return List.of(new Series(REQUESTS, times, values));
  }

  @Override
  public List<Labels> series(long from, long to, List<Matcher> matchers) {
    return select(from, to, matchers).stream().map(Series::labels).toList();
  }
}
