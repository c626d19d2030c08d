// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.definition;

import static dev.skopos.slo.definition.InvalidObjectiveException.check;

import dev.skopos.calendar.CronSchedule;
import dev.skopos.calendar.RecurringWindow;
import dev.skopos.calendar.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Time whose events do not count, in the past or to come. Immutable. */
public sealed interface Exclusion {

  String FIELD = "exclusions";

  /** Why the events do not count. */
  String reason();

  /** Who decided it; null: nobody said. */
  @Nullable String author();

  /** What of it has time in common with the span, in ascending order. */
  List<Span> within(Span span);

  /** From one instant to another. */
  record OneOff(Instant from, Instant to, String reason, @Nullable String author)
      implements Exclusion {
    public OneOff {
      check(to.isAfter(from), FIELD + ".to", "%s, expected an instant after from, %s", to, from);
      check(!reason.isBlank(), FIELD + ".reason", "expected a text");
    }

    @Override
    public List<Span> within(Span span) {
      Span own = new Span(from, to);
      return own.overlaps(span) ? List.of(own) : List.of();
    }
  }

  /** Again and again. */
  record Recurring(RecurringWindow window, String reason, @Nullable String author)
      implements Exclusion {
    public Recurring {
      check(!reason.isBlank(), FIELD + ".reason", "expected a text");
    }

    /**
     * Reads a schedule.
     *
     * @throws InvalidObjectiveException that names the field, also for a duration that does not fit
     *     the schedule
     */
    public static Recurring of(
        String schedule, Duration duration, ZoneId zone, String reason, @Nullable String author) {
      CronSchedule cron;
      try {
        cron = CronSchedule.parse(schedule);
      } catch (IllegalArgumentException e) {
        throw new InvalidObjectiveException(FIELD + ".schedule", String.valueOf(e.getMessage()));
      }
      try {
        return new Recurring(new RecurringWindow(cron, duration, zone), reason, author);
      } catch (InvalidObjectiveException e) {
        throw e;
      } catch (IllegalArgumentException e) {
        throw new InvalidObjectiveException(FIELD, String.valueOf(e.getMessage()));
      }
    }

    @Override
    public List<Span> within(Span span) {
      return window.within(span);
    }
  }
}
