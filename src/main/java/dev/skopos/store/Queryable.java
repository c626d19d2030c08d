// SPDX-License-Identifier: Apache-2.0
package dev.skopos.store;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import java.util.List;

/** Reads samples. Thread-safe; what is handed out does not change any more. */
public interface Queryable {

  /**
   * The series that fulfil all matchers, each with its samples in the span.
   *
   * @param from first millisecond, inclusive
   * @param to last millisecond, inclusive
   * @return in ascending order of labels; series without a sample in the span are left out
   */
  List<Series> select(long from, long to, List<Matcher> matchers);

  /**
   * The label sets of the series that have a sample in the span, in ascending order. As in
   * Prometheus, a series that has samples shortly before and after the span may be among them.
   */
  List<Labels> series(long from, long to, List<Matcher> matchers);
}
