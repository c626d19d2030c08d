// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import java.util.function.DoublePredicate;

/** What the samples of a series mean. Immutable. */
sealed interface Measure {

  /** Each increment of a counter, or of the count of a native histogram, is an event. */
  record Increments() implements Measure {}

  /** The same of native histograms alone; what is above the threshold is bad. */
  record Observations(double threshold) implements Measure {}

  /** Each sample is an event. */
  record Verdicts(DoublePredicate good) implements Measure {}
}
