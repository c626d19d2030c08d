// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.trend;

import dev.skopos.model.ResourceId;
import java.util.OptionalDouble;

/**
 * How a check has moved. Immutable.
 *
 * @param latency the median of the last hour in seconds
 * @param latencyBefore the same hour a day and a week before
 * @param latencyTrend worse or better when it differs by a fifth and 10 ms or more
 * @param uptimeDay share of good runs in the last 24 h
 * @param uptimeWeek the same for 7 days
 * @param uptimeTrend worse or better when they differ by 0.1 % or more
 */
public record CheckTrend(
    ResourceId check,
    OptionalDouble latency,
    Past latencyBefore,
    Direction latencyTrend,
    OptionalDouble uptimeDay,
    OptionalDouble uptimeWeek,
    Direction uptimeTrend) {}
