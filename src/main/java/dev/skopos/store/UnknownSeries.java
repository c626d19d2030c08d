// SPDX-License-Identifier: Apache-2.0
package dev.skopos.store;

import dev.skopos.model.Labels;

/** A series of which only the labels are known. */
record UnknownSeries(Labels labels) implements SeriesRef {}
