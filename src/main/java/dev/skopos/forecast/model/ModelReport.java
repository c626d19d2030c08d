// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a forecast was made with and how well that did on the past of the series.
 *
 * @param weights the models that were heard; they sum up to 1
 * @param daily whether the hours of a day differ
 * @param weekly whether the days of a week differ
 * @param change what the newest break of the trend was
 * @param changed when it was; empty without one
 * @param backtests past instants that it was tried from; 0 when the series is too short
 * @param mase the mean absolute error of these trials, in mean absolute differences between an hour
 *     and the same hour of the day before; 0 without trials or differences
 * @param coverage90 the share of outcomes within the interval of 90 %, each trial judged by the
 *     errors of the others; 0 without trials
 */
public record ModelReport(
    Map<ModelKind, Double> weights,
    boolean daily,
    boolean weekly,
    TrendChange change,
    Optional<Instant> changed,
    int backtests,
    double mase,
    double coverage90) {

  /** Copies the weights. */
  public ModelReport {
    weights = Map.copyOf(weights);
  }

  /** The model with the largest weight. */
  public ModelKind model() {
    return weights.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(ModelKind.SEASONAL_NAIVE);
  }
}
