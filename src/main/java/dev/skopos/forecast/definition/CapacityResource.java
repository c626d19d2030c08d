// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.definition;

import static dev.skopos.forecast.definition.InvalidCapacityException.check;

import dev.skopos.calendar.CalendarPeriods;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One thing that may run out. Immutable.
 *
 * @param usage PromQL that gives one series
 * @param fromTarget whether it may come from what the target says of itself, as series that are
 *     written while the forecast is in force
 * @param resetPeriod of a quota: after which time the usage begins anew at 0, counted from midnight
 *     UTC; null for all others
 * @param resetCalendar of a quota whose usage begins anew with each of these instead
 */
public record CapacityResource(
    String name,
    ResourceType type,
    String usage,
    LimitSource limit,
    Aggregation aggregation,
    boolean fromTarget,
    @Nullable Duration resetPeriod,
    @Nullable CalendarPeriods resetCalendar) {

  private static final Duration SHORTEST_PERIOD = Duration.ofHours(1);
  private static final Duration LONGEST_PERIOD = Duration.ofDays(31);

  public CapacityResource {
    check(!name.isEmpty(), "name", "expected a text");
    check(!usage.isBlank(), "usage.expr", "expected PromQL");
    check(
        type == ResourceType.API_QUOTA || (resetPeriod == null && resetCalendar == null),
        resetPeriod == null ? "resetCalendar" : "resetPeriod",
        "it is of type APIQuota");
    check(
        type != ResourceType.API_QUOTA || (resetPeriod == null) != (resetCalendar == null),
        "resetPeriod",
        "APIQuota needs either it or resetCalendar");
    check(
        resetPeriod == null
            || (resetPeriod.compareTo(SHORTEST_PERIOD) >= 0
                && resetPeriod.compareTo(LONGEST_PERIOD) <= 0),
        "resetPeriod",
        resetPeriod + ", expected from 1h to 744h");
  }

  /** One that hours are made for as is usual for its type. */
  public CapacityResource(String name, ResourceType type, String usage, LimitSource limit) {
    this(name, type, usage, limit, type.aggregation(), false, null, null);
  }
}
