// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

/**
 * What contenders missed by so far. At each origin only outcomes before it count, so that a choice
 * that was made with it can be judged by later outcomes without having seen them.
 */
final class TrackRecord {

  /** The weight of an origin against the one after it. */
  private static final double DISCOUNT = 0.92;

  private final Origins origins;
  private final int block;

  /** Sums of absolute errors up to a block, by contender and origin. */
  private final double[][][] errors;

  private final int[][] counts;

  /**
   * @param paths by contender and origin
   * @param block hours that are averaged before they are compared, which takes noise away
   */
  TrackRecord(double[] values, Origins origins, double[][][] paths, int block) {
    this.origins = origins;
    this.block = block;
    this.errors = new double[paths.length][origins.last()][];
    this.counts = new int[origins.last()][];
    for (int origin = 0; origin < origins.last(); origin++) {
      counts[origin] = new int[origins.horizon(origin) / block + 1];
      for (int contender = 0; contender < paths.length; contender++) {
        errors[contender][origin] = sums(values, origin, paths[contender][origin]);
      }
    }
  }

  private double[] sums(double[] values, int origin, double[] path) {
    double[] sums = new double[path.length / block + 1];
    int known = 0;
    for (int index = 0; index + 1 < sums.length; index++) {
      double error = 0;
      int count = 0;
      for (int ahead = index * block; ahead < (index + 1) * block; ahead++) {
        double actual = values[origins.at()[origin] + ahead];
        if (Double.isFinite(actual)) {
          error += actual - path[ahead];
          count++;
        }
      }
      sums[index + 1] = sums[index] + (count == 0 ? 0 : Math.abs(error) / count);
      known += count == 0 ? 0 : 1;
      counts[origin][index + 1] = known;
    }
    return sums;
  }

  /**
   * The mean absolute error of each contender as known at an origin, old ones counting less;
   * infinite for one that had nothing to say, zero for all while nothing is known.
   */
  double[] losses(int origin) {
    double[] losses = new double[errors.length];
    for (int contender = 0; contender < losses.length; contender++) {
      double sum = 0;
      double weights = 0;
      double weight = 1;
      for (int past = origin - 1; past >= 0; past--, weight *= DISCOUNT) {
        int ahead = origins.at()[origin] - origins.at()[past];
        int blocks = Math.min(ahead, origins.horizon(past)) / block;
        sum += weight * errors[contender][past][blocks];
        weights += weight * counts[past][blocks];
      }
      losses[contender] =
          weights == 0 ? 0 : Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum / weights;
    }
    return losses;
  }
}
