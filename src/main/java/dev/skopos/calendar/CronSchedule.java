// SPDX-License-Identifier: Apache-2.0
package dev.skopos.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cron schedule in the five fields of a CronJob: minute, hour, day of month, month, day of week.
 * Days as in Vixie cron: where both day fields are restricted, either is enough; one that begins
 * with {@code *} restricts nothing by itself, so both have to agree.
 *
 * <p>Where clocks change: a time that is skipped comes once, right after the gap; one that is
 * repeated comes once, the first time. A schedule for all hours goes by real time, as in Vixie
 * cron: it comes in both of the repeated hours. Immutable; equal when the text is.
 */
public final class CronSchedule {

  private static final int MINUTES_OF_HOUR = 60;
  private static final int MINUTES_OF_DAY = 24 * MINUTES_OF_HOUR;

  /** The 29th of February is missing for 8 years around 2100; with a weekday it takes up to 40. */
  private static final int LONGEST_WAIT_DAYS = 41 * 366;

  private final String text;
  private final BitSet minutesOfDay;
  private final boolean everyHour;
  private final BitSet daysOfMonth;
  private final BitSet months;
  private final BitSet daysOfWeek;
  private final boolean eitherDay;

  private CronSchedule(String text, List<String> fields) {
    this.text = text;
    BitSet minutes = CronField.MINUTE.parse(fields.get(0));
    BitSet hours = CronField.HOUR.parse(fields.get(1));
    this.minutesOfDay = minutesOfDay(hours, minutes);
    this.everyHour = hours.cardinality() == 24;
    this.daysOfMonth = CronField.DAY_OF_MONTH.parse(fields.get(2));
    this.months = CronField.MONTH.parse(fields.get(3));
    this.daysOfWeek = CronField.DAY_OF_WEEK.parse(fields.get(4));
    this.eitherDay = !CronField.isOpen(fields.get(2)) && !CronField.isOpen(fields.get(4));
    if (!eitherDay && months.stream().noneMatch(this::hasDay)) {
      throw new IllegalArgumentException(
          "day of month \"%s\": no such day in month \"%s\""
              .formatted(fields.get(2), fields.get(3)));
    }
  }

  /**
   * Reads a schedule.
   *
   * @throws IllegalArgumentException that names the field, the value and what was expected
   */
  public static CronSchedule parse(String text) {
    List<String> fields = List.of(text.strip().split("\\s+"));
    if (fields.size() != 5) {
      throw new IllegalArgumentException(
          "\"%s\": expected 5 fields (minute, hour, day of month, month, day of week), found %d"
              .formatted(text, text.isBlank() ? 0 : fields.size()));
    }
    return new CronSchedule(String.join(" ", fields), fields);
  }

  private static BitSet minutesOfDay(BitSet hours, BitSet minutes) {
    BitSet all = new BitSet(MINUTES_OF_DAY);
    hours.stream()
        .forEach(hour -> minutes.stream().forEach(each -> all.set(hour * MINUTES_OF_HOUR + each)));
    return all;
  }

  private boolean hasDay(int month) {
    return daysOfMonth.nextSetBit(1) <= Month.of(month).maxLength();
  }

  /** The first time after this instant; empty when there is none in the next 41 years. */
  public Optional<Instant> next(Instant after, ZoneId zone) {
    ZoneRules rules = zone.getRules();
    // Clocks that are put back over midnight repeat the end of the day before.
    LocalDate day = after.atZone(zone).toLocalDate().minusDays(1);
    for (int i = 0; i < LONGEST_WAIT_DAYS; i++) {
      Instant first = first(day, after, zone, rules);
      if (first != null) {
        Instant other =
            isEven(day, zone, rules) ? null : first(day.plusDays(1), after, zone, rules);
        return Optional.of(other != null && other.isBefore(first) ? other : first);
      }
      day = day.plusDays(1);
    }
    return Optional.empty();
  }

  /** The first time of a local day that lies after the instant; null: there is none. */
  private @Nullable Instant first(LocalDate day, Instant after, ZoneId zone, ZoneRules rules) {
    if (!includes(day)) {
      return null;
    }
    if (isEven(day, zone, rules)) {
      Instant midnight = day.atStartOfDay(zone).toInstant();
      long passed = Math.floorDiv(after.getEpochSecond() - midnight.getEpochSecond(), 60L);
      int minute =
          passed >= MINUTES_OF_DAY ? -1 : minutesOfDay.nextSetBit((int) Math.max(0, passed + 1));
      return minute < 0 ? null : midnight.plusSeconds(60L * minute);
    }
    Instant first = null;
    for (int m = minutesOfDay.nextSetBit(0); m >= 0; m = minutesOfDay.nextSetBit(m + 1)) {
      LocalDateTime time = day.atTime(LocalTime.ofSecondOfDay(60L * m));
      for (Instant instant : instants(time, rules)) {
        if (instant.isAfter(after) && (first == null || instant.isBefore(first))) {
          first = instant;
        }
      }
    }
    return first;
  }

  private List<Instant> instants(LocalDateTime time, ZoneRules rules) {
    List<ZoneOffset> offsets = rules.getValidOffsets(time);
    if (offsets.isEmpty()) {
      return List.of(rules.getTransition(time).getInstant());
    }
    return offsets.stream().limit(everyHour ? 2 : 1).map(time::toInstant).toList();
  }

  /** Whether the day has 24 hours, from midnight to midnight. */
  private static boolean isEven(LocalDate day, ZoneId zone, ZoneRules rules) {
    if (rules.isFixedOffset()) {
      return true;
    }
    Instant begin = day.atStartOfDay(zone).toInstant();
    var change = rules.nextTransition(begin.minusMillis(1));
    // clocks that go back at its end repeat its last hour
    return change == null || change.getInstant().isAfter(begin.plusSeconds(60L * MINUTES_OF_DAY));
  }

  private boolean includes(LocalDate day) {
    if (!months.get(day.getMonthValue())) {
      return false;
    }
    boolean month = daysOfMonth.get(day.getDayOfMonth());
    boolean week = daysOfWeek.get(day.getDayOfWeek().getValue() % 7);
    return eitherDay ? month || week : month && week;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CronSchedule schedule && text.equals(schedule.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The five fields, with one space between them. */
  @Override
  public String toString() {
    return text;
  }
}
