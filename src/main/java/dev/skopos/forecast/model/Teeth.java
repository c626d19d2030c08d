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
 * @param unseen the share of a peak that all of them may be higher or lower by, as nobody knows
 *     when in its hour a drop was: where drops are a whole number of hours apart, that is the same
 *     for all
 */
@SuppressWarnings("ArrayRecordComponent")
record Teeth(int[] ends, double[] peaks, double[] troughs, double unseen) {

  /** Drops that make a sawtooth. */
  private static final int FEWEST = 3;

  /** A drop takes at least this share of what the series spans. */
  private static final double DEEP = 0.3;

  /** An hour that keeps a larger share of what drops is a mixture. */
  private static final double MIXED = 0.1;

  /** Of the pieces between drops, as large a share are teeth. */
  private static final double MOST = 0.7;

  /** What is known at an origin; empty when the series is no sawtooth. */
  static Optional<Teeth> of(double[] values, int origin, Resampling resampling) {
    double[] sorted = Statistics.sorted(Arrays.copyOf(values, origin));
    double span = Statistics.quantile(sorted, 0.98) - Statistics.quantile(sorted, 0.02);
    List<Integer> drops = drops(values, origin, span, resampling);
    if (!(span > 0) || drops.size() < FEWEST) {
      return Optional.empty();
    }
    List<Tooth> teeth = new ArrayList<>();
    for (int i = 1; i < drops.size(); i++) {
      Tooth.of(values, drops.get(i - 1), drops.get(i), DEEP * span, resampling)
          .ifPresent(teeth::add);
    }
    if (teeth.size() < FEWEST - 1 || teeth.size() < MOST * (drops.size() - 1)) {
      return Optional.empty();
    }
    return Optional.of(of(teeth, resampling));
  }

  /** Teeth are a little bent alike, which lifts or lowers both ends of each line. */
  private static Teeth of(List<Tooth> teeth, Resampling resampling) {
    double bend =
        teeth.stream().mapToDouble(Tooth::bend).sum()
            / teeth.stream().mapToDouble(Tooth::points).sum();
    DropTime time =
        DropTime.of(teeth.stream().mapToDouble(each -> each.early(bend, resampling)).toArray());
    return new Teeth(
        teeth.stream().mapToInt(Tooth::end).toArray(),
        teeth.stream()
            .mapToDouble(each -> each.top() * (1 + bend) - each.slope() * time.early())
            .toArray(),
        teeth.stream()
            .mapToDouble(each -> each.bottom() + each.top() * bend - each.slope() * time.early())
            .toArray(),
        time.unsure()
            * Statistics.median(
                teeth.stream().mapToDouble(each -> each.slope() / each.top()).toArray()));
  }

  /**
   * Hours whose value is far below the one before and stays there for the next. Where the hour of a
   * drop is a mixture, it belongs to what was before.
   */
  private static List<Integer> drops(
      double[] values, int origin, double span, Resampling resampling) {
    List<Integer> drops = new ArrayList<>();
    double earlier = Double.NaN;
    double before = Double.NaN;
    boolean falling = false;
    for (int hour = 0; hour < origin; hour++) {
      double value = values[hour];
      if (!Double.isFinite(value)) {
        continue;
      }
      double high = resampling.mixes() && earlier > before ? earlier : before;
      boolean falls = high - value > DEEP * span && high - next(values, hour, origin) > DEEP * span;
      if (falls && !falling) {
        drops.add(hour);
      } else if (falls && before - value > MIXED * (earlier - value)) {
        drops.set(drops.size() - 1, hour);
      }
      falling = falls && resampling.mixes();
      earlier = before;
      before = value;
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

  /** The days from an origin to the peaks. */
  double[] times(int origin) {
    return Arrays.stream(ends).mapToDouble(end -> (double) (end - origin) / Hours.DAY).toArray();
  }
}
