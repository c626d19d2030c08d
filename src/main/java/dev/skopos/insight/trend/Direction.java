// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.trend;

/** Where a number goes. */
public enum Direction {
  BETTER("better"),
  STEADY("steady"),
  WORSE("worse"),
  /** There is nothing to compare with. */
  UNKNOWN("unknown");

  private final String word;

  Direction(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
