// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

/**
 * A sample sorted into the phases of a period: their means, and how much these say beside noise.
 */
@SuppressWarnings("ArrayRecordComponent")
record Cells(double[] means, int[] counts, double noise) {

  static Cells of(double[] values, int period) {
    double[] sums = new double[period];
    int[] counts = new int[period];
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(values[i])) {
        sums[i % period] += values[i];
        counts[i % period]++;
      }
    }
    for (int phase = 0; phase < period; phase++) {
      sums[phase] = counts[phase] == 0 ? 0 : sums[phase] / counts[phase];
    }
    return new Cells(sums, counts, noise(values, sums, counts));
  }

  /** The days of a week by the means of whole days, since hours in a row tell little more. */
  static Cells ofDays(double[] values) {
    double[] days = new double[values.length / Hours.DAY];
    for (int day = 0; day < days.length; day++) {
      double sum = 0;
      int count = 0;
      for (int hour = day * Hours.DAY; hour < (day + 1) * Hours.DAY; hour++) {
        if (Double.isFinite(values[hour])) {
          sum += values[hour];
          count++;
        }
      }
      days[day] = sum / count;
    }
    return of(days, Hours.WEEK / Hours.DAY);
  }

  private static double noise(double[] values, double[] means, int[] counts) {
    double squares = 0;
    int freedom = 0;
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(values[i])) {
        double rest = values[i] - means[i % means.length];
        squares += rest * rest;
        freedom++;
      }
    }
    for (int count : counts) {
      freedom -= count > 0 ? 1 : 0;
    }
    return freedom > 0 ? squares / freedom : Double.POSITIVE_INFINITY;
  }

  /** The variance between phases against that within them: about 1 when there is only noise. */
  double clarity() {
    double squares = 0;
    for (int phase = 0; phase < means.length; phase++) {
      squares += counts[phase] * means[phase] * means[phase];
    }
    double between = squares / (means.length - 1);
    return between == 0 ? 0 : between / noise;
  }

  /** The means, averaged over as many neighbours to each side of a phase. */
  double[] smoothed(int reach) {
    double[] smooth = new double[means.length];
    for (int phase = 0; phase < means.length; phase++) {
      double sum = 0;
      for (int near = -reach; near <= reach; near++) {
        sum += means[Math.floorMod(phase + near, means.length)];
      }
      smooth[phase] = sum / (2 * reach + 1);
    }
    return smooth;
  }

  /** The means that are farther from zero than as many standard errors, and zero for the others. */
  double[] beyond(double errors) {
    double[] clear = new double[means.length];
    for (int phase = 0; phase < means.length; phase++) {
      boolean clearly =
          counts[phase] > 1
              && means[phase] * means[phase] * counts[phase] > errors * errors * noise;
      clear[phase] = clearly ? means[phase] : 0;
    }
    return clear;
  }
}
