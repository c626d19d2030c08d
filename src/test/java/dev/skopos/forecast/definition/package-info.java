// SPDX-License-Identifier: Apache-2.0
/** Tests of definitions. */
@NullMarked
package dev.skopos.forecast.definition;

import org.jspecify.annotations.NullMarked;
