// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

/**
 * Double exponential smoothing of windows of one series, which come in ascending order. A window
 * soon forgets where it began: from some sample on it goes through the same states as the window
 * before, to the last bit. From there on it continues at the end of that one. Not thread-safe.
 */
final class ExponentialSmoothing {

  private final double[] values;

  /** The state after each sample of the last window: the smoothed value, and the slope to it. */
  private final double[] levels;

  private final double[] slopes;

  /** Where the states of the last window end. */
  private int known;

  private double smoothing;
  private double trend;

  ExponentialSmoothing(double[] values) {
    this.values = values;
    this.levels = new double[values.length];
    this.slopes = new double[values.length];
  }

  /** Sets the factors of the windows to come. */
  void use(double newSmoothing, double newTrend) {
    if (newSmoothing != smoothing || newTrend != trend) {
      smoothing = newSmoothing;
      trend = newTrend;
      known = 0;
    }
  }

  /**
   * The smoothed value at the end of a window of at least two samples.
   *
   * @param first position of its first sample
   * @param end position behind its last one
   */
  double at(int first, int end) {
    double before = values[first];
    levels[first] = before;
    double slope = values[first + 1] - before;
    double level = level(values[first + 1], before, slope);
    boolean same = false;
    for (int i = first + 1; i < end; i++) {
      if (i > first + 1) {
        slope = trend * (level - before) + (1 - trend) * slope;
        before = level;
        level = level(values[i], before, slope);
      }
      boolean beforeIsSame = same;
      same = i < known && isSame(levels[i], level);
      if (beforeIsSame && same && isSame(slopes[i], slope)) {
        return continued(end);
      }
      levels[i] = level;
      slopes[i] = slope;
    }
    known = end;
    return level;
  }

  private double level(double value, double before, double slope) {
    return smoothing * value + (1 - smoothing) * (before + slope);
  }

  private static boolean isSame(double left, double right) {
    return Double.doubleToRawLongBits(left) == Double.doubleToRawLongBits(right);
  }

  /** From the end of the window before. */
  private double continued(int end) {
    for (int i = known; i < end; i++) {
      slopes[i] = trend * (levels[i - 1] - levels[i - 2]) + (1 - trend) * slopes[i - 1];
      levels[i] = level(values[i], levels[i - 1], slopes[i]);
    }
    known = end;
    return levels[end - 1];
  }
}
