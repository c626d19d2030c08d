// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

/**
 * One way to forecast a series. Candidates do not know of each other; {@link Backtest} judges them
 * by what they would have said in the past.
 */
sealed interface Candidate permits SeasonalNaive, DoubleSeasonal, RobustTrend, Sawtooth, Quota {

  ModelKind kind();

  /**
   * What is expected after each origin.
   *
   * @param values hourly values, NaN where there is none; a path uses only those before its origin
   * @return one path for each origin, NaN where the candidate has nothing to say
   */
  double[][] paths(double[] values, Origins origins);
}
