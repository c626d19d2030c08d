// SPDX-License-Identifier: Apache-2.0
/**
 * The nouns that all of Skopos shares: labels, samples, series, matchers, severities, resource ids.
 * Immutable values only; no time, no I/O; uses no other package.
 */
@NullMarked
package dev.skopos.model;

import org.jspecify.annotations.NullMarked;
