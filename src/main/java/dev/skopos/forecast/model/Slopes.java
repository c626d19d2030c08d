// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Slopes between points that are far from each other, whose median is robust (Theil, Sen). */
final class Slopes {

  /** Robust deviations from which a point does not count. */
  private static final double OUTLIER = 3;

  private Slopes() {}

  /** The median of the slopes between points of the same run; runs are given by their ends. */
  static double median(double[] times, double[] values, int... ends) {
    DoubleStream.Builder slopes = DoubleStream.builder();
    for (int run = 0; run + 1 < ends.length; run++) {
      int from = ends[run];
      int to = ends[run + 1];
      int apart = Math.max((to - from) / 3, 1);
      for (int i = from; i < to; i++) {
        for (int j = i + apart; j < to; j++) {
          slopes.add((values[j] - values[i]) / (times[j] - times[i]));
        }
      }
    }
    double median = Statistics.median(slopes.build().toArray());
    return Double.isFinite(median) ? median : 0;
  }

  /** The mean of what is left at a time when the slope is taken out, without outliers. */
  static double level(double[] times, double[] values, int from, double slope, double at) {
    double[] levels = new double[values.length - from];
    Arrays.setAll(levels, i -> values[from + i] - slope * (times[from + i] - at));
    double median = Statistics.median(levels);
    double far = OUTLIER * Statistics.deviation(levels);
    return Arrays.stream(levels)
        .filter(level -> Math.abs(level - median) <= far)
        .average()
        .orElse(median);
  }
}
