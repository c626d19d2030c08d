// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.Arrays;

/**
 * When in their hour the drops of a sawtooth come.
 *
 * @param early hours before the latest instant, from 0 to 1
 * @param unsure by how many hours it may be more or less
 */
record DropTime(double early, double unsure) {

  /** Without knowledge all times are as likely: their mean, their variance and half their range. */
  private static final double MEAN = 0.5;

  private static final double VARIANCE = 1.0 / 12;
  private static final double RANGE = 0.5;

  /** Samples are some minutes apart. */
  private static final double LEAST = 1.0 / 12;

  /** What drops tell, as far as it is more certain than nothing; NaN for those that do not. */
  static DropTime of(double[] early) {
    double[] told = Arrays.stream(early).filter(Double::isFinite).toArray();
    if (told.length < 2) {
      return new DropTime(MEAN, RANGE);
    }
    double mean = Statistics.mean(told);
    double squares = Arrays.stream(told).map(each -> (each - mean) * (each - mean)).sum();
    double error = squares / (told.length - 1) / told.length;
    double trust = VARIANCE / (VARIANCE + error);
    return new DropTime(
        Math.clamp(MEAN + trust * (mean - MEAN), 0, 1),
        Math.max(RANGE * Math.sqrt(1 - trust), LEAST));
  }
}
