// SPDX-License-Identifier: Apache-2.0
package dev.skopos.store;

import dev.skopos.model.Matcher;
import java.util.List;

/**
 * Tells what a store has beside samples: labels, exemplars, and what takes the room. Thread-safe;
 * what is handed out does not change any more.
 */
public interface Catalog {

  /**
   * The names of the labels that series have. As in Prometheus the span is a hint: names of series
   * close to it may be among them.
   *
   * @param from first millisecond, inclusive
   * @param to last millisecond, inclusive
   * @param matchers which all must be fulfilled; without any, all series count
   * @param limit how many names at most; 0: all
   * @return in ascending order
   */
  List<String> labelNames(long from, long to, List<Matcher> matchers, int limit);

  /** The values of one label, under the conditions of {@link #labelNames}. */
  List<String> labelValues(String name, long from, long to, List<Matcher> matchers, int limit);

  /**
   * The exemplars in the span of the series that fulfil all matchers of one of the lists, in
   * ascending order of labels.
   */
  List<SeriesExemplars> exemplars(long from, long to, List<List<Matcher>> selectors);

  /** What takes the room in memory; of each list the {@code top} largest. */
  Cardinality cardinality(int top);
}
