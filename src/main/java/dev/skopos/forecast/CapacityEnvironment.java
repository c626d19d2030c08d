// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.rule.SampleWriter;
import dev.skopos.schedule.Scheduler;

/**
 * What forecasts work with.
 *
 * @param reader where samples are read
 * @param samples where series are written
 * @param targets what objects say of themselves
 * @param forecasts runs the forecasts, each of which needs a core for some tens of ms
 * @param upkeep runs what must not wait for forecasts
 */
public record CapacityEnvironment(
    SeriesReader reader,
    SampleWriter samples,
    TargetAmounts targets,
    Scheduler forecasts,
    Scheduler upkeep) {}
