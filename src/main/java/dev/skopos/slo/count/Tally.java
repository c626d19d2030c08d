// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

/**
 * Sums up buckets. Bad and total come from different series, so that for a moment there may be more
 * bad than total: only the sum is brought into its bounds. Not thread-safe.
 */
final class Tally {
  private double bad;
  private double total;
  private double minutes;

  void add(double moreBad, double moreTotal, double moreMinutes) {
    bad += moreBad;
    total += moreTotal;
    minutes += moreMinutes;
  }

  double bad() {
    return bad;
  }

  double total() {
    return total;
  }

  double minutes() {
    return minutes;
  }

  Events events() {
    double all = Math.max(0, total);
    return new Events(Math.clamp(bad, 0, all), all, (int) minutes);
  }
}
