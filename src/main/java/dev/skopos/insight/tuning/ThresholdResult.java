// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

/** What comes of asking for thresholds. */
public sealed interface ThresholdResult {

  record Advised(ThresholdAdvice advice) implements ThresholdResult {}

  /**
   * The expression has no threshold that could be moved.
   *
   * @param reason for its author
   */
  record NoThreshold(String reason) implements ThresholdResult {}

  /**
   * The past could not be read.
   *
   * @param reason for whoever asked
   */
  record Failed(String reason) implements ThresholdResult {}
}
