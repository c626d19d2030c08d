// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.time.Duration;
import java.util.Optional;

/** How a series goes on. Immutable and thread-safe. */
public final class Forecast {

  private final HourlySeries expected;
  private final Residuals residuals;
  private final int from;
  private final boolean positive;
  private final Findings findings;

  /** What was found out beside the values. */
  record Findings(
      Growth growth, Optional<Exhaustion> exhaustion, ModelReport model, Duration known) {}

  Forecast(
      HourlySeries expected, Residuals residuals, int from, boolean positive, Findings findings) {
    this.expected = expected;
    this.residuals = residuals;
    this.from = from;
    this.positive = positive;
    this.findings = findings;
  }

  /** What is expected for each hour from the end of the series to the horizon; all are finite. */
  public HourlySeries expected() {
    return expected;
  }

  /**
   * Where the value of an hour lies with a probability, by the errors of past forecasts. It
   * contains what is expected; intervals of a larger probability contain those of a smaller one.
   *
   * @param ahead the index of the hour in {@link #expected()}
   * @param coverage between 0 and 1
   */
  public Interval interval(int ahead, double coverage) {
    if (!(coverage > 0 && coverage < 1)) {
      throw new IllegalArgumentException(
          "coverage is %s, it must be between 0 and 1".formatted(coverage));
    }
    double value = expected.at(ahead);
    Interval around = residuals.interval(ahead, from + ahead, coverage);
    double low = value + around.low();
    return new Interval(positive ? Math.clamp(low, 0, value) : low, value + around.high());
  }

  /**
   * The probability of a value at least as far from what is expected, if the series goes on as it
   * did (a conformal p-value). With few past errors it does not get small.
   *
   * @param ahead the index of the hour in {@link #expected()}
   */
  public double chance(int ahead, double value) {
    return residuals.chance(ahead, from + ahead, value - expected.at(ahead));
  }

  /** How the level changes. */
  public Growth growth() {
    return findings.growth;
  }

  /** When the limit is reached; empty without a limit. */
  public Optional<Exhaustion> exhaustion() {
    return findings.exhaustion;
  }

  /** What it was made with. */
  public ModelReport model() {
    return findings.model;
  }

  /** How much data there was: an hour for each value that was known. */
  public Duration known() {
    return findings.known;
  }
}
