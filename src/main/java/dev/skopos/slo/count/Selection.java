// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import java.util.List;
import java.util.Set;

/**
 * Series that are read together.
 *
 * @param matchers empty: none
 * @param weights what an event of a series is worth: the sum of those that match
 * @param excluded series that are not counted, by {@link #key}
 */
record Selection(
    List<Matcher> matchers, List<Weight> weights, Measure measure, Set<Labels> excluded) {

  /**
   * What an event is worth.
   *
   * @param condition which series
   */
  record Weight(List<Matcher> condition, double bad, double total) {}

  private static final List<String> NOT_IN_KEY = List.of(Labels.METRIC_NAME, "le");

  Selection(List<Matcher> matchers, List<Weight> weights, Measure measure) {
    this(matchers, weights, measure, Set.of());
  }

  /** Without any series. */
  static Selection nothing() {
    return new Selection(List.of(), List.of(), new Measure.Increments());
  }

  /** What the series of one classic histogram have in common. */
  static Labels key(Labels series) {
    return series.without(NOT_IN_KEY);
  }

  boolean excludes(Labels series) {
    return !excluded.isEmpty() && excluded.contains(key(series));
  }
}
