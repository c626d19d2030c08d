// SPDX-License-Identifier: Apache-2.0
/** Tests of presets. */
@NullMarked
package dev.skopos.forecast.preset;

import org.jspecify.annotations.NullMarked;
