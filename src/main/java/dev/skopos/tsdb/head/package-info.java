// SPDX-License-Identifier: Apache-2.0
/**
 * What is in memory: series, their index, the chunks that are being filled, exemplars, and the
 * checkpoints of it all. Uses model, store, format, chunk, disk and log.
 */
@NullMarked
package dev.skopos.tsdb.head;

import org.jspecify.annotations.NullMarked;
