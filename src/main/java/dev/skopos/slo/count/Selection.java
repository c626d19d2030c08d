// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Matcher;
import dev.skopos.slo.count.Histograms.Part;
import java.util.List;
import java.util.Optional;

/**
 * Series that are read together.
 *
 * @param matchers empty: none
 * @param weights what an event of a series is worth: the sum of those that match
 * @param part present when they are parts of histograms
 */
record Selection(
    List<Matcher> matchers, List<Weight> weights, Measure measure, Optional<Part> part) {

  /**
   * What an event is worth.
   *
   * @param condition which series
   */
  record Weight(List<Matcher> condition, double bad, double total) {}

  Selection(List<Matcher> matchers, List<Weight> weights, Measure measure) {
    this(matchers, weights, measure, Optional.empty());
  }

  /** Without any series. */
  static Selection nothing() {
    return new Selection(List.of(), List.of(), new Measure.Increments());
  }
}
