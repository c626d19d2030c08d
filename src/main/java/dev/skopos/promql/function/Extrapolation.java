// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.promql.column.Window;

/**
 * From the span of the samples to that of their window. Samples near an edge are taken to go on
 * beyond it; a series that seems to begin or end inside the window is continued by half a distance,
 * a counter never below zero. All lengths are in seconds.
 */
record Extrapolation(double sampled, double toStart, double toEnd) {
  /** A gap at an edge up to this many average distances of samples is extrapolated over. */
  private static final double NEAR_EDGE = 1.1;

  private static Extrapolation of(Window window, long first, long last, int samples) {
    double sampled = (last - first) / 1000.0;
    double average = sampled / (samples - 1);
    double threshold = average * NEAR_EDGE;
    double toStart = (first - window.start()) / 1000.0;
    double toEnd = (window.end() - last) / 1000.0;
    return new Extrapolation(
        sampled,
        toStart >= threshold ? average / 2 : toStart,
        toEnd >= threshold ? average / 2 : toEnd);
  }

  static Extrapolation ofGauge(Window window) {
    return of(window, window.firstTimestamp(), window.lastTimestamp(), window.size());
  }

  static Extrapolation ofCounter(Window window, double change) {
    return ofGauge(window).notBelowZero(window.firstValue(), change);
  }

  /** For the histograms of a window. */
  static Extrapolation ofHistograms(Window window) {
    int last = window.histogramCount() - 1;
    return of(window, window.histogramTimestamp(0), window.histogramTimestamp(last), last + 1);
  }

  /** Begins no earlier than where a line from the first value with this change meets zero. */
  Extrapolation notBelowZero(double first, double change) {
    if (change > 0 && first >= 0) {
      double toZero = sampled * (first / change);
      if (toZero < toStart) {
        return new Extrapolation(sampled, toZero, toEnd);
      }
    }
    return this;
  }

  /** What the change of the samples is to be multiplied with. */
  double factor(Window window, boolean perSecond) {
    double factor = sampled == 0 ? 1 : (sampled + toStart + toEnd) / sampled;
    return perSecond ? factor / (window.range() / 1000.0) : factor;
  }
}
