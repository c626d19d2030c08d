// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.skopos.calendar.CalendarPeriods;
import dev.skopos.calendar.CalendarUnit;
import dev.skopos.forecast.definition.Aggregation;
import dev.skopos.forecast.definition.CapacityResource;
import dev.skopos.forecast.definition.LimitSource;
import dev.skopos.forecast.definition.ResourceType;
import dev.skopos.forecast.model.Crossing;
import dev.skopos.forecast.model.HourlySeries;
import dev.skopos.forecast.model.Limit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Quotas whose usage begins anew with periods of the calendar: one is used each hour. */
class CalendarQuotaTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Outlook outlook(
      CalendarPeriods periods, Instant from, Instant to, double limit, Duration horizon) {
    CapacityResource quota =
        new CapacityResource(
            "calls",
            ResourceType.API_QUOTA,
            "used",
            new LimitSource.Fixed(limit),
            Aggregation.LAST,
            false,
            null,
            periods);
    double[] used = new double[(int) Duration.between(from, to).toHours()];
    for (int hour = 0; hour < used.length; hour++) {
      used[hour] = used(periods, from.plus(Duration.ofHours(hour)));
    }
    return new Outlooks()
        .of(quota, HourlySeries.of(from, used), new Limit.Constant(limit), horizon)
        .orElseThrow();
  }

  /** At the end of the hour. */
  private static double used(CalendarPeriods periods, Instant hour) {
    return Duration.between(periods.containing(hour).begin(), hour).toHours() + 1;
  }

  private static double expected(Outlook outlook, String time) {
    return outlook.at(Instant.parse(time)).p50();
  }

  @Test
  void monthsHaveTheirOwnLengthsAndBeginAtMidnightOfTheZone() {
    Outlook outlook =
        outlook(
            new CalendarPeriods(CalendarUnit.MONTH, BERLIN),
            Instant.parse("2025-12-10T00:00:00Z"),
            Instant.parse("2026-02-20T00:00:00Z"),
            700,
            Duration.ofDays(45));

    assertThat(expected(outlook, "2026-02-28T20:00:00Z")).isCloseTo(28 * 24 - 2, within(3.0));
    assertThat(expected(outlook, "2026-03-01T02:00:00Z")).isCloseTo(4, within(3.0));
    assertThat(expected(outlook, "2026-03-31T19:00:00Z")).isCloseTo(31 * 24 - 3, within(3.0));
    assertThat(expected(outlook, "2026-04-01T01:00:00Z")).isCloseTo(4, within(3.0));
    assertThat(outlook.exhaustion().p50())
        .as("February is too short, March is not")
        .isInstanceOfSatisfying(
            Crossing.At.class,
            at ->
                assertThat(at.time())
                    .isBetween(
                        Instant.parse("2026-03-29T20:00:00Z"),
                        Instant.parse("2026-03-30T12:00:00Z")));
    assertThat(outlook.probabilityWithin(Duration.ofDays(20))).isLessThan(0.1);
  }

  @Test
  void daysAreThoseOfTheZoneAlsoWhereTheClocksChange() {
    Outlook outlook =
        outlook(
            new CalendarPeriods(CalendarUnit.DAY, BERLIN),
            Instant.parse("2026-03-01T00:00:00Z"),
            Instant.parse("2026-03-28T12:00:00Z"),
            1000,
            Duration.ofDays(4));

    assertThat(expected(outlook, "2026-03-28T22:00:00Z")).isCloseTo(24, within(1.0));
    assertThat(expected(outlook, "2026-03-28T23:00:00Z")).isCloseTo(1, within(1.0));
    assertThat(expected(outlook, "2026-03-29T21:00:00Z")).isCloseTo(23, within(1.0));
    assertThat(expected(outlook, "2026-03-29T22:00:00Z")).isCloseTo(1, within(1.0));
    assertThat(expected(outlook, "2026-03-30T21:00:00Z")).isCloseTo(24, within(1.0));
  }
}
