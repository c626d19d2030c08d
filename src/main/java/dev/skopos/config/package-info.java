// SPDX-License-Identifier: Apache-2.0
/**
 * What an installation decides: read once at start, by boot alone, which turns it into the options
 * of each package. Uses no other package.
 */
@NullMarked
package dev.skopos.config;

import org.jspecify.annotations.NullMarked;
