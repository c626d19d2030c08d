// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The teeth of a series that fills, drops at once and fills again, as memory that leaks until a
 * restart or logs that are rotated.
 *
 * @param ends the hours of the drops: the first values after a peak
 * @param peaks what had been reached before each drop
 * @param troughs what was left after it
 */
@SuppressWarnings("ArrayRecordComponent")
record Teeth(int[] ends, double[] peaks, double[] troughs) {

  /** Drops that make a sawtooth. */
  private static final int FEWEST = 3;

  /** A drop takes at least this share of what the series spans. */
  private static final double DEEP = 0.3;

  /** Of the pieces between drops, as large a share are teeth. */
  private static final double MOST = 0.7;

  /** What is known at an origin; empty when the series is no sawtooth. */
  static Optional<Teeth> of(double[] values, int origin) {
    double[] sorted = Statistics.sorted(Arrays.copyOf(values, origin));
    double span = Statistics.quantile(sorted, 0.98) - Statistics.quantile(sorted, 0.02);
    List<Integer> drops = drops(values, origin, span);
    if (!(span > 0) || drops.size() < FEWEST) {
      return Optional.empty();
    }
    List<Tooth> teeth = new ArrayList<>();
    for (int i = 1; i < drops.size(); i++) {
      Tooth.of(values, drops.get(i - 1), drops.get(i), DEEP * span).ifPresent(teeth::add);
    }
    if (teeth.size() < FEWEST - 1 || teeth.size() < MOST * (drops.size() - 1)) {
      return Optional.empty();
    }
    return Optional.of(of(teeth));
  }

  /** Teeth are a little bent alike, which lifts or lowers both ends of each line. */
  private static Teeth of(List<Tooth> teeth) {
    double bend =
        teeth.stream().mapToDouble(Tooth::bend).sum()
            / teeth.stream().mapToDouble(Tooth::points).sum();
    return new Teeth(
        teeth.stream().mapToInt(Tooth::end).toArray(),
        teeth.stream().mapToDouble(tooth -> tooth.peak() + bend * tooth.peak()).toArray(),
        teeth.stream().mapToDouble(tooth -> tooth.trough() + bend * tooth.peak()).toArray());
  }

  /** Hours whose value is far below the one before and stays there for the next. */
  private static List<Integer> drops(double[] values, int origin, double span) {
    List<Integer> drops = new ArrayList<>();
    double before = Double.NaN;
    for (int hour = 0; hour < origin; hour++) {
      if (!Double.isFinite(values[hour])) {
        continue;
      }
      if (before - values[hour] > DEEP * span
          && before - next(values, hour, origin) > DEEP * span) {
        drops.add(hour);
      }
      before = values[hour];
    }
    return drops;
  }

  private static double next(double[] values, int hour, int origin) {
    for (int later = hour + 1; later < origin; later++) {
      if (Double.isFinite(values[later])) {
        return values[later];
      }
    }
    return values[hour];
  }

  /** The line that the peaks follow, over days from the origin. */
  Trend envelope(int origin) {
    return Trend.of(times(origin), peaks);
  }

  /**
   * The share of a peak that it may be higher or lower by, as nobody knows when in its hour a drop
   * was. Where drops are a whole number of hours apart, that is the same for all of them.
   */
  double unseen() {
    double[] shares = new double[ends.length];
    Arrays.fill(shares, Double.NaN);
    for (int i = 1; i < ends.length; i++) {
      shares[i] =
          Tooth.DROP * (peaks[i] - troughs[i]) / (ends[i] - ends[i - 1]) / Math.abs(peaks[i]);
    }
    return Statistics.median(shares);
  }

  /** The days from an origin to the peaks. */
  double[] times(int origin) {
    return Arrays.stream(ends).mapToDouble(end -> (double) (end - origin) / Hours.DAY).toArray();
  }
}
