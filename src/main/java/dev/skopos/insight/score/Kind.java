// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.score;

/** Where points are lost, and how many at most for each. */
public enum Kind {
  CHECKS("Checks", 60),
  ALERTS("Alerts", 40),
  BUDGETS("Budgets", 40),
  CAPACITY("Capacity", 30);

  private final String word;
  private final int cap;

  Kind(String word, int cap) {
    this.word = word;
    this.cap = cap;
  }

  public String word() {
    return word;
  }

  /** The most points that a subject loses for findings of this kind. */
  public int cap() {
    return cap;
  }
}
