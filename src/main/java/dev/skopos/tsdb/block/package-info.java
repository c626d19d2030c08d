// SPDX-License-Identifier: Apache-2.0
/**
 * Immutable files of samples, memory-mapped, with their own index; how they are written, merged and
 * dropped. Uses model, store, format, chunk and disk.
 */
@NullMarked
package dev.skopos.tsdb.block;

import org.jspecify.annotations.NullMarked;
