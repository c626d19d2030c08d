// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a whole series looks like at its end.
 *
 * @param size the hours of the series
 * @param trend of the peaks for a sawtooth; else of the level; empty with too few days
 * @param since the first hour of the newest piece of the trend, 0 when there was no break
 */
record Regime(int size, Profile profile, Optional<Trend> trend, Optional<Teeth> teeth, int since) {

  static Regime of(double[] values, Resampling resampling) {
    int size = values.length;
    Profile profile = Profile.of(values, size);
    Optional<Teeth> teeth = Teeth.of(values, size, resampling);
    if (teeth.isPresent()) {
      return new Regime(size, profile, teeth.map(each -> each.envelope(size)), teeth, 0);
    }
    DailyLevels levels = DailyLevels.of(values, size, profile);
    if (levels.size() < 2) {
      return new Regime(size, profile, Optional.empty(), teeth, 0);
    }
    Trend trend = Trend.of(levels.times(), levels.values());
    double begin = levels.times()[trend.tail().from()] - 0.5;
    boolean whole = trend.tail().change() == TrendChange.NONE;
    int since = whole ? 0 : size + (int) (begin * Hours.DAY);
    return new Regime(size, profile, Optional.of(trend), teeth, since);
  }

  Growth growth() {
    if (trend.isEmpty()) {
      return new Growth.Stable(1);
    }
    double chance = trend.get().tail().chance();
    double perDay = trend.get().growth(0);
    return chance < Tail.SIGNIFICANT && Double.isFinite(perDay)
        ? new Growth.Changing(perDay, chance)
        : new Growth.Stable(chance);
  }

  TrendChange change() {
    return trend.map(each -> each.tail().change()).orElse(TrendChange.NONE);
  }

  /** How the level went away from forecasts of this series. */
  Optional<Drift> drift(Backtest backtest) {
    return trend.map(
        known ->
            teeth
                .map(each -> Drift.ofPeaks(known, each.times(size), each))
                .orElseGet(() -> Drift.ofDays(known, backtest)));
  }

  /** The peaks of a sawtooth as they go on; empty for other series. */
  Optional<double[]> peaks(int horizon) {
    if (teeth.isEmpty()) {
      return Optional.empty();
    }
    double[] peaks = new double[horizon];
    Arrays.setAll(peaks, ahead -> trend.orElseThrow().value((double) ahead / Hours.DAY));
    return Optional.of(peaks);
  }
}
