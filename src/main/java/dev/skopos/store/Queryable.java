// SPDX-License-Identifier: Apache-2.0
package dev.skopos.store;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/** Reads samples. Thread-safe; what is handed out does not change any more. */
public interface Queryable {

  /** Samples are there so many milliseconds after their time: those that come later are late. */
  long ON_TIME = 60_000;

  /**
   * The series that fulfil all matchers, each with its samples in the span.
   *
   * @param from first millisecond, inclusive
   * @param to last millisecond, inclusive
   * @return in ascending order of labels; series without a sample in the span are left out
   */
  List<Series> select(long from, long to, List<Matcher> matchers);

  /**
   * As the other one, for callers that do not take everything.
   *
   * @param read is told of each part that was read how many samples it has, before the next one is
   *     read; what it throws ends the reading
   */
  default List<Series> select(long from, long to, List<Matcher> matchers, LongConsumer read) {
    List<Series> series = select(from, to, matchers);
    read.accept(series.stream().mapToLong(Series::length).sum());
    return series;
  }

  /**
   * The label sets of the series that have a sample in the span, in ascending order. As in
   * Prometheus, a series that has samples shortly before and after the span may be among them.
   */
  List<Labels> series(long from, long to, List<Matcher> matchers);

  /**
   * A number that is another one after samples came late or out of order, or some were deleted.
   * While it stays the same, what was read of the time up to {@link #ON_TIME} before is as it was.
   * The first is asked for before anything is read; it means nothing to another process.
   *
   * @return empty: it is not known
   */
  default OptionalLong pastRevision() {
    return OptionalLong.empty();
  }
}
