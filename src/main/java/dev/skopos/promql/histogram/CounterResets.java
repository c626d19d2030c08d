// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.histogram;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import java.util.Arrays;

/** Finds out whether a counter started anew between two histograms. */
public final class CounterResets {
  private CounterResets() {}

  /**
   * Whether there was a reset between the previous histogram and the current one: the current one's
   * hint says so or, where it does not say, a count has become smaller or the buckets finer.
   */
  public static boolean isReset(Histogram current, Histogram previous) {
    return switch (current.resetHint()) {
      case RESET -> true;
      case NOT_RESET -> false;
      case UNKNOWN, GAUGE -> hasShrunk(current, previous);
    };
  }

  private static boolean hasShrunk(Histogram current, Histogram previous) {
    if (current.count() < previous.count()) {
      return true;
    }
    if (current.hasCustomBounds()) {
      if (!previous.hasCustomBounds()) {
        return true;
      }
      if (!Arrays.equals(current.customBounds(), previous.customBounds())) {
        return hasShrunkByCommonBounds(current, previous);
      }
      return hasShrunk(current.positive(), Tally.of(previous.positive()), 0);
    }
    return current.schema() > previous.schema()
        || current.zeroThreshold() < previous.zeroThreshold()
        || hasShrunkExponential(current, previous);
  }

  private static boolean hasShrunkExponential(Histogram current, Histogram previous) {
    ZeroBucket before = ZeroBucket.widened(previous, current.zeroThreshold());
    if (before.threshold() != current.zeroThreshold() || current.zeroCount() < before.count()) {
      return true;
    }
    return hasShrunk(current, current.positive(), previous, previous.positive())
        || hasShrunk(current, current.negative(), previous, previous.negative());
  }

  private static boolean hasShrunk(
      Histogram current, Buckets buckets, Histogram previous, Buckets before) {
    Tally tally = Tally.of(before);
    Resolution.reduce(tally, previous.schema(), current.schema(), false);
    int first = 0;
    while (first < tally.size()
        && Bounds.exponential(current.schema(), tally.index(first)) <= current.zeroThreshold()) {
      first++;
    }
    return hasShrunk(buckets, tally, first);
  }

  private static boolean hasShrunk(Buckets current, Tally previous, int first) {
    int position = 0;
    for (int i = first; i < previous.size(); i++) {
      int index = previous.index(i);
      while (position < current.size() && current.indexes()[position] < index) {
        position++;
      }
      boolean present = position < current.size() && current.indexes()[position] == index;
      double before = previous.count(i);
      if (present ? current.counts()[position] < before : before != 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasShrunkByCommonBounds(Histogram current, Histogram previous) {
    double[] common = CustomBounds.common(current.customBounds(), previous.customBounds());
    CustomBounds.Target now = new CustomBounds.Target(common);
    now.add(Tally.of(current.positive()), current.customBounds(), 1);
    CustomBounds.Target before = new CustomBounds.Target(common);
    before.add(Tally.of(previous.positive()), previous.customBounds(), 1);
    for (int target = 0; target <= common.length; target++) {
      if (now.count(target) < before.count(target)) {
        return true;
      }
    }
    return false;
  }
}
