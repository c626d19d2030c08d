// SPDX-License-Identifier: Apache-2.0
/**
 * Judges the series of alert rules that ask for it: whether a value is out of the ordinary, or
 * whether there is a trend. {@link dev.skopos.forecast.judgement.JudgementRegistry} is the way in;
 * it stands before the registry of rules. Uses the models of forecasts and what they read and write
 * with.
 */
@NullMarked
package dev.skopos.forecast.judgement;

import org.jspecify.annotations.NullMarked;
