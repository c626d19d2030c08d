// SPDX-License-Identifier: Apache-2.0
/**
 * What a forecast of capacity is to look at, as its author wants it: immutable records that refuse
 * what cannot work. Uses the ids and severities of {@code model} alone.
 */
@NullMarked
package dev.skopos.forecast.definition;

import org.jspecify.annotations.NullMarked;
