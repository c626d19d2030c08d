// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.definition;

import java.util.Arrays;
import java.util.List;

/** How bad things are, in ascending order. */
public enum Risk {
  /** There is too little data, or there was no forecast yet. */
  UNKNOWN("Unknown"),
  LOW("Low"),
  MEDIUM("Medium"),
  HIGH("High"),
  CRITICAL("Critical");

  private final String word;

  Risk(String word) {
    this.word = word;
  }

  /** As it stands in status and labels: {@code High}. */
  public String word() {
    return word;
  }

  public Risk worse(Risk other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** This one and those above it. */
  public List<Risk> andWorse() {
    return Arrays.stream(values()).filter(each -> each.compareTo(this) >= 0).toList();
  }
}
