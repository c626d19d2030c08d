// SPDX-License-Identifier: Apache-2.0
/**
 * Forecasts of hourly series: models, their backtests, prediction intervals, dates of exhaustion
 * and how strange a value is. Pure numbers: it reads no store and no clock, and the same input
 * gives the same output. {@link dev.skopos.forecast.model.Forecaster} is the way in. Uses the JDK
 * alone.
 */
@NullMarked
package dev.skopos.forecast.model;

import org.jspecify.annotations.NullMarked;
