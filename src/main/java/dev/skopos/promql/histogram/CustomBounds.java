// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.histogram;

import java.util.Arrays;

/** Brings histograms with different custom bounds to the bounds that both have. */
final class CustomBounds {
  private CustomBounds() {}

  /** The bounds that are in both arrays. */
  static double[] common(double[] left, double[] right) {
    double[] common = new double[Math.min(left.length, right.length)];
    int length = 0;
    int l = 0;
    int r = 0;
    while (l < left.length && r < right.length) {
      if (left[l] == right[r]) {
        common[length++] = left[l];
        l++;
        r++;
      } else if (left[l] < right[r]) {
        l++;
      } else {
        r++;
      }
    }
    return Arrays.copyOf(common, length);
  }

  /** Counts by the common bounds. */
  static final class Target {
    private final double[] bounds;
    private final double[] counts;
    private final double[] lost;

    Target(double[] bounds) {
      this.bounds = bounds;
      this.counts = new double[bounds.length + 1];
      this.lost = new double[bounds.length + 1];
    }

    /** Adds, or with sign -1 subtracts, the counts of a histogram with other bounds. */
    void add(Tally tally, double[] theirBounds, int sign) {
      int target = 0;
      for (int i = 0; i < tally.size(); i++) {
        int index = tally.index(i);
        if (index >= theirBounds.length) {
          target = bounds.length;
        }
        while (target < bounds.length && bounds[target] < theirBounds[index]) {
          target++;
        }
        add(target, sign * tally.count(i));
        add(target, tally.lost(i));
      }
    }

    private void add(int target, double number) {
      double total = counts[target] + number;
      lost[target] = ExactNumber.lost(counts[target], number, total, lost[target]);
      counts[target] = total;
    }

    double count(int target) {
      return counts[target];
    }

    /** The counts, with or without what was lost on the way. */
    Tally tally(boolean withLost) {
      return Tally.ofDense(counts, withLost ? lost : new double[counts.length]);
    }
  }
}
