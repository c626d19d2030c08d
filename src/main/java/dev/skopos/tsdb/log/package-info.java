// SPDX-License-Identifier: Apache-2.0
/**
 * The write-ahead log: segments, records, group commit, recovery. Uses model, format, chunk and
 * disk.
 */
@NullMarked
package dev.skopos.tsdb.log;

import org.jspecify.annotations.NullMarked;
