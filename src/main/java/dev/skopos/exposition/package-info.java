// SPDX-License-Identifier: Apache-2.0
/** Metrics as text, in the formats that scrapers read; pure functions. Uses model only. */
@NullMarked
package dev.skopos.exposition;

import org.jspecify.annotations.NullMarked;
