// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds samples that came late: counts the newest two hours again every ten minutes, those of few
 * samples every minute, unless the store says that none came late, there are no new series, and no
 * groups that wait for room. New series are looked at again because a scrape may be read while it
 * is being written, and what else is in it tells where they began. Where there are many samples, a
 * part of them is read at a time, beside the count of what is new; what was read takes effect all
 * at once, together with where the series stand then. Not thread-safe.
 */
final class LateSamples {

  /** How late samples may come. */
  static final long LATE = 2 * Grid.HOUR;

  private static final long INTERVAL = 10 * Grid.MINUTE;

  /** Where there are few samples, and the store tells whether any came late. */
  private static final long SOON = Grid.MINUTE;

  /** How much faster than time goes by it has to be. */
  private static final long HASTE = 12;

  private final Reading reading;
  private final Account account;
  private final GroupLimit groups;
  private final long spread;
  private final long mostSamples;

  private long due = Long.MAX_VALUE;
  private long lookedAt;
  private OptionalLong seen;
  private @Nullable Recount running;

  /**
   * Does nothing before {@link #start}.
   *
   * @param spread in milliseconds: when it begins, so that not all do it at the same time
   * @param mostSamples so many are read in one go
   */
  LateSamples(Reading reading, Account account, GroupLimit groups, long spread, long mostSamples) {
    this.reading = reading;
    this.account = account;
    this.groups = groups;
    this.spread = Math.floorMod(spread, INTERVAL);
    this.mostSamples = mostSamples;
    this.seen = reading.pastRevision();
  }

  /** All up to now was counted. */
  void start(long now) {
    due = now + spread + 1;
    lookedAt = now;
  }

  /** What was read so far is not used: something else is counted again. */
  void drop() {
    if (running != null) {
      running = null;
      seen = OptionalLong.empty();
    }
  }

  /**
   * Does a part.
   *
   * @param from what is before is not counted
   * @param cursors where the count of what is new stands
   * @param perMinute how many samples there are about
   */
  void look(long now, long from, Cursors cursors, double perMinute) throws UnansweredException {
    long elapsed = now - lookedAt;
    lookedAt = now;
    long atOnce = (long) (mostSamples / Math.max(1, perMinute) * Grid.MINUTE);
    Recount recount = running;
    if (recount == null) {
      if (now < due || reading.overlap() == 0) {
        return;
      }
      boolean few = atOnce >= LATE + INTERVAL;
      due = now + (few && seen.isPresent() ? SOON : INTERVAL);
      long until = account.until();
      boolean unchanged = isUnchanged();
      boolean newcomers = cursors.takeNewcomers();
      boolean needless = unchanged && !newcomers && groups.problem().isEmpty();
      groups.reset(account.groups());
      cursors.forget(until - Grid.DAY);
      if (needless) {
        return;
      }
      // what was that late when it came may have waited for the interval since
      long begin = Math.max(from, until - LATE - INTERVAL);
      recount = new Recount(reading, account, begin, Long.MAX_VALUE);
      running = recount;
      if (recount.next() + atOnce < until) {
        recount.started(until);
        return;
      }
    }
    read(recount, Math.max(atOnce, HASTE * elapsed), cursors);
  }

  private boolean isUnchanged() {
    OptionalLong revision = reading.pastRevision();
    boolean same = revision.isPresent() && revision.equals(seen);
    seen = revision;
    return same;
  }

  private void read(Recount recount, long length, Cursors cursors) throws UnansweredException {
    long until = account.until();
    long reached = recount.next() + length;
    boolean last = reached >= until;
    // what the count of what is new may still find is read when that stands still
    long to = last ? until : Math.min(reached, until - reading.overlap());
    while (recount.next() < to) {
      recount.read(to);
    }
    if (last) {
      recount.apply();
      cursors.adopt(recount.cursors());
      running = null;
    }
  }
}
