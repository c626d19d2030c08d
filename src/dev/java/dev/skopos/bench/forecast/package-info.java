// SPDX-License-Identifier: Apache-2.0
/**
 * Measures forecasts: on the hourly series of the M4 competition and on synthetic families whose
 * truth is known.
 */
@NullMarked
package dev.skopos.bench.forecast;

import org.jspecify.annotations.NullMarked;
