// SPDX-License-Identifier: Apache-2.0
/**
 * Samples that others push: Prometheus' remote write 1.0 and 2.0 as plain calls; the HTTP part is
 * in rest. Uses model, wire, store and exposition.
 */
@NullMarked
package dev.skopos.ingest;

import org.jspecify.annotations.NullMarked;
