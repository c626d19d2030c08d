// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

/**
 * What is expected at one instant, and how strange other values are there. Immutable and
 * thread-safe.
 */
public final class Expectation {

  private final double value;
  private final double usual;
  private final Residuals residuals;
  private final boolean positive;

  /**
   * @param usual the size of an error that is usual then
   * @param positive whether the series was never negative
   */
  Expectation(double value, double usual, Residuals residuals, boolean positive) {
    this.value = value;
    this.usual = usual;
    this.residuals = residuals;
    this.positive = positive;
  }

  public double value() {
    return value;
  }

  /**
   * The probability of a value at least as far from what is expected, on the side, if the series
   * goes on as it did (a conformal p-value): the share of past errors at least as large, this one
   * included. Never below {@link Forecast#smallestChance()}.
   */
  public double chance(Side side, double actual) {
    return residuals.chance(side, (actual - value) / usual);
  }

  /**
   * Outside of which values have a {@link #chance} below the significance. With a single side, the
   * other end is where the other side would have it.
   */
  public Interval band(Side side, double significance) {
    Interval scores = residuals.band(side, significance);
    double low = value + scores.low() * usual;
    return new Interval(positive ? Math.clamp(low, 0, value) : low, value + scores.high() * usual);
  }
}
