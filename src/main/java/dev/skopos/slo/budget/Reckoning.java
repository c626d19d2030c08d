// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.budget;

import dev.skopos.calendar.Span;
import dev.skopos.model.Labels;
import dev.skopos.slo.count.Accounts;
import dev.skopos.slo.count.Events;
import dev.skopos.slo.definition.Budgeting;
import dev.skopos.slo.definition.ObjectiveDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Sums of events up to one instant: what was counted, without excluded time, and with what minutes
 * without samples count as.
 *
 * @param from where the objective's window begins, on the grid; nothing before it is looked at but
 *     by {@link #counted}
 * @param to up to when events count
 */
record Reckoning(
    ObjectiveDefinition objective,
    Accounts accounts,
    ExcludedTime excluded,
    Instant from,
    Instant to) {

  /** What happened in a group after an instant, which is taken to the edge at or before it. */
  Events since(Labels group, Instant begin) {
    Instant start = later(accounts.edge(begin), accounts.since());
    if (!start.isBefore(to)) {
      return Events.NONE;
    }
    Events counted = counted(group, start, to);
    return switch (objective.absentData()) {
      case IGNORE, FREEZE -> counted;
      case GOOD -> with(counted, missing(group, start, counted), 0);
      case BAD -> with(counted, missing(group, start, counted), 1);
    };
  }

  private static Events with(Events counted, double missing, int bad) {
    return new Events(counted.bad() + bad * missing, counted.total() + missing, counted.minutes());
  }

  /** What was counted between two edges, without excluded time. */
  Events counted(Labels group, Instant begin, Instant end) {
    Events all = accounts.between(group, begin, end);
    double bad = all.bad();
    double total = all.total();
    int minutes = all.minutes();
    for (Span span : excluded.between(begin, end)) {
      Events out = accounts.between(group, span.begin(), span.end());
      bad -= out.bad();
      total -= out.total();
      minutes -= out.minutes();
    }
    // Sums of floating point numbers leave crumbs.
    total = Math.max(0, total);
    return new Events(Math.clamp(bad, 0, total), total, Math.max(0, minutes));
  }

  /** How many events minutes without samples stand for. */
  private double missing(Labels group, Instant begin, Events counted) {
    Instant first = objective.groupBy().isEmpty() ? begin : later(begin, firstSeen(group));
    Instant last = accounts.edge(to);
    if (!first.isBefore(last)) {
      return 0;
    }
    long minutes = minutes(first, last);
    return switch (objective.budgeting()) {
      case Budgeting.Timeslices(Duration length, _) -> {
        long slices = minutes / length.toMinutes();
        yield Math.max(0, slices - counted.total());
      }
      case Budgeting.Occurrences() -> {
        long absent = minutes - counted(group, first, last).minutes();
        yield Math.max(0, absent) * perMinute(group, counted);
      }
    };
  }

  private long minutes(Instant begin, Instant end) {
    long minutes = begin.until(end, ChronoUnit.MINUTES);
    for (Span span : excluded.between(begin, end)) {
      minutes -= span.length().toMinutes();
    }
    return minutes;
  }

  private double perMinute(Labels group, Events counted) {
    if (counted.minutes() > 0) {
      return counted.total() / counted.minutes();
    }
    Events whole = counted(group, from, to);
    return whole.minutes() > 0 ? whole.total() / whole.minutes() : 1;
  }

  /** The begin of the first minute of the window that has samples of the group. */
  private Instant firstSeen(Labels group) {
    long low = 0;
    long high = from.until(to, ChronoUnit.MINUTES) + 1;
    while (low < high) {
      long middle = (low + high) >>> 1;
      Instant end = from.plus(middle, ChronoUnit.MINUTES);
      if (end.isAfter(from) && accounts.between(group, from, end).minutes() > 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return accounts.edge(from.plus(Math.max(0, low - 1), ChronoUnit.MINUTES));
  }

  static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
