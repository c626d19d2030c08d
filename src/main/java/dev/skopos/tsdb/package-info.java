// SPDX-License-Identifier: Apache-2.0
/**
 * The embedded time series store: series in memory with compressed chunks, a label index, retention
 * and snapshots on disk. Everything public is {@code Tsdb.open} and what it takes and gives. Uses
 * model and store.
 */
@NullMarked
package dev.skopos.tsdb;

import org.jspecify.annotations.NullMarked;
