// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How a series goes on. Immutable and thread-safe. */
public final class Forecast {

  private static final double HOUR = Duration.ofHours(1).toMillis();

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
   * What is expected at an instant, between the hours on a straight line: for series whose values
   * are those of the begin of their hours. Before the first and after the last hour of {@link
   * #expected()} it is what they say.
   */
  public Expectation at(Instant time) {
    double hours = Duration.between(expected.start(), time).toMillis() / HOUR;
    double ahead = Math.clamp(hours, 0, expected.size() - 1);
    int before = (int) ahead;
    int after = Math.min(before + 1, expected.size() - 1);
    double value =
        expected.at(before) + (ahead - before) * (expected.at(after) - expected.at(before));
    return new Expectation(value, residuals.usual(ahead, from), residuals, positive);
  }

  /** No value has a smaller chance; with few past errors it is large. */
  public double smallestChance() {
    return residuals.smallestChance();
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
