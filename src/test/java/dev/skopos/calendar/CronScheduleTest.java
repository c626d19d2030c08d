// SPDX-License-Identifier: Apache-2.0
package dev.skopos.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronScheduleTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * *       | 2026-03-01T10:00:00Z | 2026-03-01T10:01:00Z",
        "* * * * *       | 2026-03-01T10:00:59Z | 2026-03-01T10:01:00Z",
        "*/15 * * * *    | 2026-03-01T10:46:00Z | 2026-03-01T11:00:00Z",
        "5/20 * * * *    | 2026-03-01T10:26:00Z | 2026-03-01T10:45:00Z",
        "30 6 * * *      | 2026-03-01T06:30:00Z | 2026-03-02T06:30:00Z",
        "0 9-17/4 * * *  | 2026-03-01T13:00:00Z | 2026-03-01T17:00:00Z",
        "0 0 1 * *       | 2026-12-15T00:00:00Z | 2027-01-01T00:00:00Z",
        "0 0 1 JAN-mar * | 2026-02-02T00:00:00Z | 2026-03-01T00:00:00Z",
        "0 2 * * SUN     | 2026-03-02T00:00:00Z | 2026-03-08T02:00:00Z",
        "0 2 * * 7       | 2026-03-02T00:00:00Z | 2026-03-08T02:00:00Z",
        "0 2 * * FRI-SUN | 2026-03-02T00:00:00Z | 2026-03-06T02:00:00Z",
        "0 2 * * 5-7     | 2026-03-07T03:00:00Z | 2026-03-08T02:00:00Z",
        "0 0 29 2 *      | 2096-03-01T00:00:00Z | 2104-02-29T00:00:00Z",
        "0 0 29 2 ?      | 2026-03-01T00:00:00Z | 2028-02-29T00:00:00Z",
      })
  void theNextTimeFollows(String schedule, Instant after, Instant next) {
    assertThat(CronSchedule.parse(schedule).next(after, ZoneOffset.UTC)).contains(next);
  }

  @Test
  void eitherOfTwoRestrictedDayFieldsIsEnough() {
    assertThat(times("0 0 13 * FRI", ZoneOffset.UTC, "2026-03-01T00:00:00Z", 4))
        .containsExactly(
            "2026-03-06T00:00:00Z",
            "2026-03-13T00:00:00Z",
            "2026-03-20T00:00:00Z",
            "2026-03-27T00:00:00Z");
  }

  @Test
  void bothDayFieldsHaveToAgreeWhenOneBeginsWithAStar() {
    assertThat(times("0 0 */2 * FRI", ZoneOffset.UTC, "2026-03-01T00:00:00Z", 2))
        .containsExactly("2026-03-13T00:00:00Z", "2026-03-27T00:00:00Z");
  }

  @Test
  void aSkippedTimeComesOnceRightAfterTheGap() {
    assertThat(times("30 2 * * *", BERLIN, "2026-03-28T00:00:00Z", 3))
        .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
    assertThat(times("0,20,40 2 * * *", BERLIN, "2026-03-28T02:00:00Z", 2))
        .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z");
  }

  @Test
  void aRepeatedTimeComesOnce() {
    assertThat(times("30 2 * * *", BERLIN, "2026-10-24T12:00:00Z", 2))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
  }

  @Test
  void aScheduleForAllHoursGoesByRealTime() {
    assertThat(times("30 * * * *", BERLIN, "2026-10-24T23:00:00Z", 4))
        .containsExactly(
            "2026-10-24T23:30:00Z",
            "2026-10-25T00:30:00Z",
            "2026-10-25T01:30:00Z",
            "2026-10-25T02:30:00Z");
    assertThat(times("30 * * * *", BERLIN, "2026-03-29T00:00:00Z", 3))
        .containsExactly("2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z");
  }

  @Test
  void clocksThatArePutBackOverMidnightRepeatNothing() {
    // Havana puts the clocks back at 01:00 to 00:00
    assertThat(times("30 0 * * *", ZoneId.of("America/Havana"), "2026-10-31T12:00:00Z", 2))
        .containsExactly("2026-11-01T04:30:00Z", "2026-11-02T05:30:00Z");
  }

  @Test
  void aScheduleForAllHoursHasTheHourBeforeMidnightTwice() {
    // Chile puts the clocks back at 24:00 to 23:00, and forward at 24:00 to 01:00
    ZoneId chile = ZoneId.of("America/Santiago");
    assertThat(times("*/30 * * * *", chile, "2026-04-05T02:15:00Z", 5))
        .containsExactly(
            "2026-04-05T02:30:00Z",
            "2026-04-05T03:00:00Z",
            "2026-04-05T03:30:00Z",
            "2026-04-05T04:00:00Z",
            "2026-04-05T04:30:00Z");
    assertThat(times("30 23 * * *", chile, "2026-04-05T02:15:00Z", 2))
        .containsExactly("2026-04-05T02:30:00Z", "2026-04-06T03:30:00Z");
    assertThat(times("*/30 * * * *", chile, "2026-09-06T03:15:00Z", 3))
        .containsExactly("2026-09-06T03:30:00Z", "2026-09-06T04:00:00Z", "2026-09-06T04:30:00Z");
  }

  @Test
  void aDayThatIsLeftOutCostsNoOccurrence() {
    // Samoa went from the 29th of December 2011 to the 31st
    assertThat(times("0 12 * * *", ZoneId.of("Pacific/Apia"), "2011-12-29T00:00:00Z", 3))
        .containsExactly("2011-12-29T22:00:00Z", "2011-12-30T10:00:00Z", "2011-12-30T22:00:00Z");
  }

  @Test
  void agreesWithTryingEveryMinute() {
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      int minute = random.nextInt(60);
      int hour = random.nextInt(24);
      int dayOfMonth = 1 + random.nextInt(28);
      int dayOfWeek = random.nextInt(7);
      String text = "%d %d %d * %d".formatted(minute, hour, dayOfMonth, dayOfWeek);
      Instant begin =
          Instant.parse("2026-05-01T00:00:00Z").plus(Duration.ofHours(random.nextInt(999)));
      Instant expected = begin.plusSeconds(60);
      while (!matches(expected, minute, hour, dayOfMonth, dayOfWeek)) {
        expected = expected.plusSeconds(60);
      }

      assertThat(CronSchedule.parse(text).next(begin, BERLIN)).as(text).contains(expected);
    }
  }

  private static boolean matches(Instant at, int minute, int hour, int dayOfMonth, int dayOfWeek) {
    LocalDateTime time = LocalDateTime.ofInstant(at, BERLIN);
    return time.getMinute() == minute
        && time.getHour() == hour
        && (time.getDayOfMonth() == dayOfMonth || time.getDayOfWeek().getValue() % 7 == dayOfWeek);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * *         | expected 5 fields (minute, hour, day of month, month, day of week),"
            + " found 4",
        "@daily          | expected 5 fields (minute, hour, day of month, month, day of week),"
            + " found 1",
        "60 * * * *      | minute \"60\": expected 0 to 59",
        "* 24 * * *      | hour \"24\": expected 0 to 23",
        "* * 0 * *       | day of month \"0\": expected 1 to 31",
        "* * * 13 *      | month \"13\": expected 1 to 12 or JAN to DEC",
        "* * * * MOO     | day of week \"MOO\": expected 0 to 7 or SUN to SAT",
        "*/0 * * * *     | minute \"*/0\": a step is at least 1",
        "5-1 * * * *     | minute \"5-1\": the range ends before it begins",
        "1,,2 * * * *    | minute \"\": expected a value, a range such as 1-5, a step such as */2,"
            + " or a list",
        "0 0 31 2,4 *    | day of month \"31\": no such day in month \"2,4\"",
      })
  void whatIsWrongIsNamed(String text, String problem) {
    assertThatThrownBy(() -> CronSchedule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(problem);
  }

  private static List<String> times(String schedule, ZoneId zone, String after, int count) {
    List<String> times = new ArrayList<>();
    Instant last = Instant.parse(after);
    for (int i = 0; i < count; i++) {
      last = CronSchedule.parse(schedule).next(last, zone).orElseThrow();
      times.add(last.toString());
    }
    return times;
  }
}
