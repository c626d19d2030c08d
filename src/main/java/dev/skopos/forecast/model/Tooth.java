// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * One tooth: a line from the hour after a drop to the next drop. Drops come within an hour; the
 * line ends where they may come at the latest.
 *
 * @param end the hour of the drop that ends it
 * @param top where the line ends
 * @param bottom the same for the drop before
 * @param slope of the line, an hour
 * @param early how much earlier than at the end of the line its drop came, in hours, as the value
 *     of its hour tells; NaN: it does not
 * @param bend by how much its ends are above the line, as a share of the peak, times its points
 */
record Tooth(
    int end, double top, double bottom, double slope, double early, double bend, int points) {

  /** The share of its rise that the line may miss it by. */
  private static final double STRAIGHT = 0.2;

  private static final int FEWEST = 6;

  /** Empty for what rises too little or is too far from a line. */
  static Optional<Tooth> of(
      double[] values, int from, int to, double least, Resampling resampling) {
    // the hour of the drop is not wholly before it
    int last = resampling == Resampling.LAST ? to : to - 1;
    double[] hours = new double[to - from];
    double[] heights = new double[to - from];
    int count = 0;
    for (int hour = from; hour < last; hour++) {
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
    double top = line.value(to - resampling.lead());
    double bend = 0;
    for (int i = 0; i < count; i++) {
      double share = (hours[i] - from) / (last - from);
      bend += bend((heights[i] - line.value(hours[i])) / top, share);
    }
    double bottom = line.value(from - resampling.lead());
    return Optional.of(
        new Tooth(to, top, bottom, line.slope(), early(values, to, line, resampling), bend, count));
  }

  private static double early(double[] values, int to, Line line, Resampling resampling) {
    double before = line.value(to - 1);
    return switch (resampling) {
      case MAX -> (before - values[to - 1]) / line.slope();
      case MEAN -> (before - values[to - 1]) / (before - values[to]);
      case P95, LAST -> Double.NaN;
    };
  }

  /** The same, if its end is a share of the top above the line. */
  double early(double above, Resampling resampling) {
    return resampling == Resampling.MAX ? early + above * top / slope : early;
  }

  /**
   * What a point says of the ends. The part of a curve that no line explains is a multiple of x² -
   * x + 1/6, whose mean square is 1/180 and which is 1/6 at both ends.
   */
  private static double bend(double rest, double share) {
    return rest * (share * share - share + 1.0 / 6) * 180 / 6;
  }
}
