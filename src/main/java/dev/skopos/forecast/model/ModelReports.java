// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.time.Instant;
import java.util.Optional;

/** Sums up what a forecast was made with. */
final class ModelReports {

  private static final double COVERAGE = 0.9;

  private ModelReports() {}

  static ModelReport of(HourlySeries usage, Regime regime, Backtest backtest, Residuals residuals) {
    Optional<Instant> changed =
        regime.change() == TrendChange.NONE
            ? Optional.empty()
            : Optional.of(usage.time(usage.size() - regime.size() + regime.since()));
    int backtests = backtest.origins().last();
    return new ModelReport(
        backtest.weights(),
        regime.profile().daily(),
        regime.profile().weekly(),
        regime.change(),
        changed,
        backtests,
        backtests == 0 ? 0 : mase(usage, residuals),
        backtests == 0 ? 0 : residuals.coverage(COVERAGE));
  }

  private static double mase(HourlySeries usage, Residuals residuals) {
    double sum = 0;
    int count = 0;
    for (int hour = Hours.DAY; hour < usage.size(); hour++) {
      double difference = Math.abs(usage.at(hour) - usage.at(hour - Hours.DAY));
      if (Double.isFinite(difference)) {
        sum += difference;
        count++;
      }
    }
    double mase = residuals.meanSize() / (sum / count);
    return Double.isFinite(mase) ? mase : 0;
  }
}
