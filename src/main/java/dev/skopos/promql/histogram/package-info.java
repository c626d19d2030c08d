// SPDX-License-Identifier: Apache-2.0
/**
 * Calculations with native histograms, bit by bit as in Prometheus 3: sums, differences, resets of
 * counters, quantiles and their kin. Pure functions over model's immutable histograms; uses model
 * alone.
 */
@NullMarked
package dev.skopos.promql.histogram;

import org.jspecify.annotations.NullMarked;
