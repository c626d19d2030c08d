// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

/** The kinds of models that a forecast is made of. */
public enum ModelKind {
  /** The newest day or week again. */
  SEASONAL_NAIVE,
  /** A robust trend with the profile of a week. */
  ROBUST_TREND,
  /** Exponential smoothing of level, day and week with a damped trend. */
  DOUBLE_SEASONAL,
  /** Fills, drops and fills again. */
  SAWTOOTH,
  /** Usage that starts at zero with each period. */
  QUOTA
}
