// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes as the store writes them: numbers of variable length, texts, frames with checksums. Uses no
 * other package.
 */
@NullMarked
package dev.skopos.tsdb.format;

import org.jspecify.annotations.NullMarked;
