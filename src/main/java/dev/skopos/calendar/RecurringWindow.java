// SPDX-License-Identifier: Apache-2.0
package dev.skopos.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A span of time that comes again and again. Its length is real time: a window of 4 hours has 4
 * hours also where the clocks change. Immutable.
 *
 * @param duration from its begin; positive, and not longer than the time from one begin to the next
 */
public record RecurringWindow(CronSchedule schedule, Duration duration, ZoneId zone) {

  /**
   * From here on it is tried how often a schedule comes; any year with all its weekdays would do.
   */
  private static final Instant TRIAL = Instant.parse("2027-12-31T00:00:00Z");

  private static final Instant TRIAL_END = Instant.parse("2036-01-01T00:00:00Z");

  private static final int TRIALS = 1_500;

  /**
   * A window.
   *
   * @throws IllegalArgumentException when one occurrence would not be over when the next begins
   */
  public RecurringWindow {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(
          "duration %s: expected more than zero".formatted(duration));
    }
    Duration least = shortestPeriod(schedule, zone);
    if (duration.compareTo(least) > 0) {
      throw new IllegalArgumentException(
          "duration %s: expected at most %s, which can lie between two begins of \"%s\""
              .formatted(duration, least, schedule));
    }
  }

  /** The shortest time between two begins, where the clocks do not change. */
  private static Duration shortestPeriod(CronSchedule schedule, ZoneId zone) {
    Duration least = Duration.ofDays(36_500);
    Instant last = TRIAL;
    boolean any = false;
    for (int i = 0; i < TRIALS; i++) {
      Optional<Instant> next = schedule.next(last, zone);
      if (next.isEmpty() || next.get().isAfter(TRIAL_END)) {
        return least;
      }
      boolean even = zone.getRules().getOffset(last).equals(zone.getRules().getOffset(next.get()));
      if (any && even) {
        Duration period = Duration.between(last, next.get());
        least = period.compareTo(least) < 0 ? period : least;
      }
      any = true;
      last = next.get();
    }
    return least;
  }

  /** The occurrences that have time in common with the span, in ascending order. */
  public List<Span> within(Span span) {
    List<Span> found = new ArrayList<>();
    Instant after = span.begin().minus(duration);
    Optional<Instant> begin = schedule.next(after, zone);
    while (begin.isPresent() && begin.get().isBefore(span.end())) {
      found.add(new Span(begin.get(), begin.get().plus(duration)));
      begin = schedule.next(begin.get(), zone);
    }
    return List.copyOf(found);
  }

  /** How often it begins within a time of this length, give or take one; at most so often. */
  public int frequency(Duration length, int most) {
    Instant end = TRIAL.plus(length);
    int found = 0;
    Optional<Instant> begin = schedule.next(TRIAL, zone);
    while (found < most && begin.isPresent() && begin.get().isBefore(end)) {
      found++;
      begin = schedule.next(begin.get(), zone);
    }
    return found;
  }

  /** Whether the instant lies in one of the occurrences. */
  public boolean contains(Instant instant) {
    return schedule
        .next(instant.minus(duration), zone)
        .filter(begin -> !begin.isAfter(instant))
        .isPresent();
  }
}
