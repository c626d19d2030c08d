// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * One tooth: a line from the hour after a drop to the next drop.
 *
 * @param end the hour of the drop that ends it
 * @param bend by how much its ends are above the line, as a share of the peak, times its points
 */
record Tooth(int end, double peak, double trough, double bend, int points) {

  /** The share of its rise that the line may miss it by. */
  private static final double STRAIGHT = 0.2;

  private static final int FEWEST = 6;

  /** The drop was at some time in the hour before its first value. */
  static final double DROP = 0.5;

  /** Empty for what rises too little or is too far from a line. */
  static Optional<Tooth> of(double[] values, int from, int to, double least) {
    double[] hours = new double[to - from];
    double[] heights = new double[to - from];
    int count = 0;
    for (int hour = from; hour < to; hour++) {
      if (Double.isFinite(values[hour])) {
        hours[count] = hour;
        heights[count++] = values[hour];
      }
    }
    if (count < FEWEST) {
      return Optional.empty();
    }
    LineSums sums = new LineSums(Arrays.copyOf(hours, count), Arrays.copyOf(heights, count));
    Line line = sums.line(0, count);
    double rise = line.slope() * (to - from);
    if (rise < least || Math.sqrt(sums.squares(0, count) / count) > STRAIGHT * rise) {
      return Optional.empty();
    }
    double peak = line.value(to - DROP);
    double bend = 0;
    for (int i = 0; i < count; i++) {
      double share = (hours[i] - from) / (to - from);
      bend += bend((heights[i] - line.value(hours[i])) / peak, share);
    }
    return Optional.of(new Tooth(to, peak, line.value(from - DROP), bend, count));
  }

  /**
   * What a point says of the ends. The part of a curve that no line explains is a multiple of x² -
   * x + 1/6, whose mean square is 1/180 and which is 1/6 at both ends.
   */
  private static double bend(double rest, double share) {
    return rest * (share * share - share + 1.0 / 6) * 180 / 6;
  }
}
