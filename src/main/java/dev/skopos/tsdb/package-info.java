// SPDX-License-Identifier: Apache-2.0
/**
 * The embedded time series store: series in memory with a write-ahead log, blocks on disk,
 * retention. For others there is {@code Tsdb.open} and what it takes and gives; the packages below
 * are its parts. docs/storage.md describes the files. Uses model and store.
 */
@NullMarked
package dev.skopos.tsdb;

import org.jspecify.annotations.NullMarked;
