// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import dev.skopos.slo.count.OpenHour.Known;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts whole hours from the samples, one after the other, and puts the result in the place of
 * what is there. Hours without samples stay as they are, and so does what lies before the first
 * sample that the store has. Not thread-safe.
 */
final class Recount {
  private static final long LISTED_AHEAD = 6 * Grid.HOUR;

  private final Reading reading;
  private final Account account;
  private final long end;
  private long next;
  private boolean samplesBefore;
  private @Nullable Cursors cursors;
  private Counts counts = new Counts();

  /** From the begin of the hour at or before {@code from}. */
  Recount(Reading reading, Account account, long from, long end) {
    this.reading = reading;
    this.account = account;
    this.next = Grid.hourFrom(from) * Grid.HOUR;
    this.end = end;
  }

  /** Up to when it came. */
  long next() {
    return next;
  }

  long end() {
    return end;
  }

  boolean isDone(long until) {
    return next >= Math.min(end, until);
  }

  /**
   * Counts the next hour, or the part of it up to a time.
   *
   * @return how many samples were read
   */
  long step(long until) throws UnansweredException {
    long samples = read(until);
    apply();
    return samples;
  }

  /**
   * Reads on up to a time, but not beyond the hour, unless samples of it may still come: between
   * two reads they would be missed. What is there stays until {@link #apply}.
   *
   * @return how many samples were read
   */
  long read(long until) throws UnansweredException {
    long hourEnd = (Grid.hourFrom(next) + 1) * Grid.HOUR;
    long to = Math.min(hourEnd > until - reading.overlap() ? until : hourEnd, Math.min(end, until));
    Counts found = new Counts();
    long samples = reading.count(next, to, started(to), found);
    counts.addAll(found);
    next = to;
    return samples;
  }

  /** Finds where the series stand, to read on up to a time. */
  Cursors started(long to) throws UnansweredException {
    Cursors known = cursors;
    if (known == null) {
      known = reading.cursors(next, Math.min(next + LISTED_AHEAD, to));
      samplesBefore = !known.isEmpty() || reading.hasSamplesBefore(next);
      cursors = known;
    }
    return known;
  }

  /** What was read takes the place of what is there. */
  void apply() {
    counts
        .hours()
        .forEach(
            (hour, counted) -> {
              Known known = new Known(begin(hour, counted), counts.leftOut(hour));
              account.replace(hour, known, counted);
              samplesBefore = true;
            });
    counts = new Counts();
  }

  /** Where the samples begin, when more is known than they can tell. */
  private int begin(long hour, Map<Labels, Buckets> counted) {
    if (samplesBefore) {
      return OpenHour.NO_BEGIN;
    }
    int begin = firstSeen(counted);
    long time = hour * Grid.HOUR + begin * Grid.MINUTE;
    return account.snapshot().since().toEpochMilli() < time ? begin : OpenHour.NO_BEGIN;
  }

  private static int firstSeen(Map<Labels, Buckets> counted) {
    return counted.values().stream()
        .mapToInt(Buckets::firstSeen)
        .filter(minute -> minute >= 0)
        .min()
        .orElse(Grid.HOUR_MINUTES);
  }

  /** Where the series stand now. */
  Cursors cursors() {
    return cursors == null ? reading.cursors(next, next) : cursors;
  }
}
