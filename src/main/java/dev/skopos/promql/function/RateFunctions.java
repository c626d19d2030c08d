// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Window;

/** How fast counters and gauges change. */
final class RateFunctions {

  /** A gap at an edge up to this many average distances of samples is extrapolated over. */
  private static final double NEAR_EDGE = 1.1;

  private RateFunctions() {}

  static double rate(Window window) {
    return change(window, true) / (window.range() / 1000.0);
  }

  static double increase(Window window) {
    return change(window, true);
  }

  static double delta(Window window) {
    return change(window, false);
  }

  private static double change(Window window, boolean counter) {
    if (ExtendedWindow.isExtended(window)) {
      return ExtendedWindow.change(window, counter);
    }
    if (window.size() < 2) {
      return Column.ABSENT;
    }
    double change = window.lastValue() - window.firstValue();
    if (counter) {
      change += lostInResets(window);
    }
    return change * extrapolation(window, counter, change);
  }

  private static double lostInResets(Window window) {
    double lost = 0;
    for (int i = 1; i < window.size(); i++) {
      if (window.value(i) < window.value(i - 1)) {
        lost += window.value(i - 1);
      }
    }
    return lost;
  }

  /**
   * The factor from the samples' span to the window's. Samples near an edge are taken to go on
   * beyond it; a series that seems to begin or end inside the window is continued by half a
   * distance, a counter never below zero.
   */
  private static double extrapolation(Window window, boolean counter, double change) {
    double toStart = (window.firstTimestamp() - window.start()) / 1000.0;
    double toEnd = (window.end() - window.lastTimestamp()) / 1000.0;
    double sampled = (window.lastTimestamp() - window.firstTimestamp()) / 1000.0;
    double average = sampled / (window.size() - 1);
    double threshold = average * NEAR_EDGE;
    if (toStart >= threshold) {
      toStart = average / 2;
    }
    if (counter && change > 0 && window.firstValue() >= 0) {
      toStart = Math.min(toStart, sampled * (window.firstValue() / change));
    }
    if (toEnd >= threshold) {
      toEnd = average / 2;
    }
    return (sampled + toStart + toEnd) / sampled;
  }

  static double instantRate(Window window) {
    int last = window.size() - 1;
    if (last < 1) {
      return Column.ABSENT;
    }
    double value = window.value(last);
    double change = value < window.value(last - 1) ? value : value - window.value(last - 1);
    return change / ((window.timestamp(last) - window.timestamp(last - 1)) / 1000.0);
  }

  static double instantDelta(Window window) {
    int last = window.size() - 1;
    return last < 1 ? Column.ABSENT : window.value(last) - window.value(last - 1);
  }
}
