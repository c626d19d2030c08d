// SPDX-License-Identifier: Apache-2.0
/** Tests of forecasts with the real models, the real engine and a store in memory. */
@NullMarked
package dev.skopos.forecast;

import org.jspecify.annotations.NullMarked;
