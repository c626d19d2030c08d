// SPDX-License-Identifier: Apache-2.0
/**
 * Metrics as bytes, in the formats that scrapers read: Prometheus' text, OpenMetrics' text and
 * Prometheus' protobuf messages, reading and writing; pure. Uses model and wire.
 */
@NullMarked
package dev.skopos.exposition;

import org.jspecify.annotations.NullMarked;
