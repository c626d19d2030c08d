// SPDX-License-Identifier: Apache-2.0
/**
 * Forecasts of capacity: reads the usage and the limit of resources, has the models say how they go
 * on, rates the risk, advises, writes series and raises alerts. {@link
 * dev.skopos.forecast.CapacityRegistry} is the way in. Plain Java: time, samples and alerts come
 * and go through ports.
 */
@NullMarked
package dev.skopos.forecast;

import org.jspecify.annotations.NullMarked;
