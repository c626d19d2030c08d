// SPDX-License-Identifier: Apache-2.0
package dev.skopos.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarPeriodsTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "DAY,     2026-05-13T22:00:00Z, 2026-05-14T22:00:00Z",
    "WEEK,    2026-05-10T22:00:00Z, 2026-05-17T22:00:00Z",
    "MONTH,   2026-04-30T22:00:00Z, 2026-05-31T22:00:00Z",
    "QUARTER, 2026-03-31T22:00:00Z, 2026-06-30T22:00:00Z",
    "YEAR,    2025-12-31T23:00:00Z, 2026-12-31T23:00:00Z",
  })
  void aPeriodHasItsBeginAndEndInItsTimeZone(CalendarUnit unit, Instant begin, Instant end) {
    CalendarPeriods periods = new CalendarPeriods(unit, BERLIN);

    assertThat(periods.containing(Instant.parse("2026-05-14T12:00:00Z")))
        .isEqualTo(new Span(begin, end));
    assertThat(periods.containing(begin).begin()).isEqualTo(begin);
    assertThat(periods.containing(end.minusNanos(1)).begin()).isEqualTo(begin);
    assertThat(periods.containing(end).begin()).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T12:00:00Z, 23",
    "2026-10-25T12:00:00Z, 25",
    "2026-10-26T12:00:00Z, 24",
  })
  void aDayHasTheHoursThatTheClocksGiveIt(Instant instant, int hours) {
    Span day = new CalendarPeriods(CalendarUnit.DAY, BERLIN).containing(instant);

    assertThat(day.length()).isEqualTo(Duration.ofHours(hours));
  }

  @Test
  void aDayBeginsAfterMidnightWhereMidnightIsSkipped() {
    // Cairo puts the clocks forward at midnight
    Span day =
        new CalendarPeriods(CalendarUnit.DAY, ZoneId.of("Africa/Cairo"))
            .containing(Instant.parse("2026-04-24T12:00:00Z"));

    assertThat(day.begin()).isEqualTo("2026-04-23T22:00:00Z");
    assertThat(day.length()).isEqualTo(Duration.ofHours(23));
  }

  @Test
  void periodsFollowEachOtherWithoutAGap() {
    for (CalendarUnit unit : CalendarUnit.values()) {
      CalendarPeriods periods = new CalendarPeriods(unit, BERLIN);
      Span period = periods.containing(Instant.parse("2026-01-01T00:00:00Z"));
      for (int i = 0; i < 30; i++) {
        Span next = periods.next(period);

        assertThat(next.begin()).as("%s %s", unit, period).isEqualTo(period.end());
        assertThat(periods.previous(next)).isEqualTo(period);
        period = next;
      }
    }
  }

  @Test
  void aWeekOfTheNewYearMayBeginInTheOldOne() {
    Span week =
        new CalendarPeriods(CalendarUnit.WEEK, ZoneId.of("UTC"))
            .containing(Instant.parse("2027-01-01T00:00:00Z"));

    assertThat(week.begin()).isEqualTo("2026-12-28T00:00:00Z");
  }
}
