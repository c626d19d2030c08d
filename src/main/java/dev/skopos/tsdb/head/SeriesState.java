// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import org.jspecify.annotations.Nullable;

/**
 * A series as a checkpoint keeps it.
 *
 * @param number in the log
 * @param lastHistogram null when the last sample was a number
 */
record SeriesState(
    Labels labels,
    int number,
    long lastTime,
    double lastValue,
    @Nullable Histogram lastHistogram,
    SeriesView view) {}
