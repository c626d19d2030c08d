// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings an account forward: first up to the present, then what is asked to be counted again, then
 * back to the first sample that there is; a bounded part of it at a time. Not thread-safe.
 */
final class Progress {
  private static final Logger LOG = Logger.getLogger(Progress.class);
  private static final long MOST_SAMPLES = 2_000_000;
  private static final int MOST_HOURS = 7 * 24;
  private static final long BLOCK = 6 * Grid.HOUR;

  private final Reading reading;
  private final Account account;
  private final GroupLimit groups;
  private final LateSamples late;
  private final Deque<Recount> requested = new ArrayDeque<>();

  private long from;
  private boolean complete;
  private double perMinute;
  private @Nullable Recount catchUp;
  private @Nullable Cursors live;
  private @Nullable Recount backward;
  private CountProblem.@Nullable ClockWentBack wentBack;

  /** How much one call may still do. */
  private static final class Budget {
    private long samples = MOST_SAMPLES;
    private int hours = MOST_HOURS;

    private boolean isLeft() {
      return samples > 0 && hours > 0;
    }

    private void spend(long read) {
      samples -= read;
      hours--;
    }
  }

  /**
   * A new one, at the start of the process.
   *
   * @param late looks for samples that came late
   */
  Progress(Reading reading, Account account, GroupLimit groups, LateSamples late) {
    this.reading = reading;
    this.account = account;
    this.groups = groups;
    this.late = late;
  }

  long from() {
    return from;
  }

  /** Whether there is nothing to count before {@link #from()}. */
  boolean isBegun() {
    return complete;
  }

  /** Whether there is nothing left to do. */
  boolean isComplete() {
    return complete && catchUp == null && requested.isEmpty();
  }

  boolean hasRequests() {
    return !requested.isEmpty();
  }

  /** Goes on from where the account was saved: the last hours are counted again. */
  void resume(long countedFrom, boolean begun, long until) {
    from = countedFrom;
    complete = begun;
    catchUp =
        new Recount(reading, account, Math.max(from, until - LateSamples.LATE), Long.MAX_VALUE);
  }

  /** Begins with the last hour. */
  void begin(long now) {
    from = Grid.hourFrom(now - Grid.HOUR) * Grid.HOUR;
    catchUp = new Recount(reading, account, from, Long.MAX_VALUE);
  }

  /** Counts a span again. */
  void recount(long begin, long end) {
    long first = Math.max(begin, Grid.firstDay(account.until()) * Grid.DAY);
    long last = (Grid.hourOf(end) + 1) * Grid.HOUR;
    if (first < Math.min(last, account.until())) {
      requested.add(new Recount(reading, account, first, last));
      late.drop();
    }
  }

  /** Up to when there is something to count when it is that late. */
  long reach(long now) {
    return reading.reach(now);
  }

  /** Does a part of what there is to do. */
  void advance(long to) throws UnansweredException {
    Budget budget = new Budget();
    Cursors cursors = forward(to, budget);
    if (cursors != null) {
      late.look(to, from, cursors, perMinute);
      recountRequested(cursors, budget);
      backward(budget);
    }
  }

  /** The clock was ahead: what came from there goes, and what it ran past is counted. */
  private void rewind(long to) {
    Instant now = Instant.ofEpochMilli(to);
    wentBack = new CountProblem.ClockWentBack(Instant.ofEpochMilli(account.until()), now);
    LOG.warn(wentBack.message());
    account.rewind(to);
    if (from > to - Grid.HOUR) {
      from = Grid.hourFrom(to - Grid.HOUR) * Grid.HOUR;
      complete = false;
      backward = null;
    }
    long begin = Math.max(from, Math.min(to, account.newest()) - LateSamples.LATE);
    catchUp = new Recount(reading, account, begin, Long.MAX_VALUE);
    live = null;
    late.drop();
  }

  private @Nullable Cursors forward(long to, Budget budget) throws UnansweredException {
    if (to + LateSamples.LATE < account.until()) {
      rewind(to);
    }
    Recount behind = catchUp;
    if (behind != null) {
      while (!behind.isDone(to) && budget.isLeft()) {
        budget.spend(behind.step(to));
        account.advance(Math.max(account.until(), behind.next()));
      }
      if (behind.isDone(to)) {
        live = behind.cursors();
        catchUp = null;
        late.start(to);
      }
      return live;
    }
    Cursors cursors = live;
    while (cursors != null && account.until() < to && budget.isLeft()) {
      long until = account.until();
      long end = Math.min(to, (Grid.hourFrom(until) + 1) * Grid.HOUR);
      Counts counts = new Counts();
      long after = until - reading.overlap();
      long samples = reading.count(after, end, cursors, counts);
      perMinute = (double) samples * Grid.MINUTE / (end - after);
      budget.spend(samples);
      counts.hours().forEach(account::add);
      account.advance(end);
    }
    return cursors;
  }

  /** In one go, since the series go on from where it ends. */
  private void finish(Recount recount, Cursors cursors) throws UnansweredException {
    long until = account.until();
    while (!recount.isDone(until)) {
      recount.step(until);
    }
    cursors.adopt(recount.cursors());
  }

  private void recountRequested(Cursors cursors, Budget budget) throws UnansweredException {
    while (!requested.isEmpty() && budget.isLeft()) {
      Recount next = requested.peek();
      long until = account.until();
      boolean reachesPresent = next.end() > until - LateSamples.LATE;
      if (reachesPresent && next.next() > until - LateSamples.LATE) {
        finish(new Recount(reading, account, until - LateSamples.LATE, until), cursors);
        requested.remove();
      } else {
        budget.spend(next.step(until));
        if (complete) {
          // otherwise it says how far back all samples were read already
          from = Math.min(from, Grid.hourFrom(next.next() - 1) * Grid.HOUR);
        }
        if (next.isDone(until)) {
          requested.remove();
        }
      }
    }
  }

  private void backward(Budget budget) throws UnansweredException {
    while (!complete && budget.isLeft()) {
      Recount block = backward;
      if (block == null) {
        boolean reached = from <= Grid.firstDay(account.until()) * Grid.DAY;
        complete = reached || !reading.hasSamplesBefore(from);
        backward = complete ? null : new Recount(reading, account, from - BLOCK, from);
      } else if (block.isDone(from)) {
        from = block.end() - BLOCK;
        backward = null;
      } else {
        budget.spend(block.step(from));
      }
    }
  }

  List<CountProblem> problems() {
    List<CountProblem> problems = new ArrayList<>();
    if (live != null) {
      problems.addAll(reading.problems(live));
    }
    groups.problem().ifPresent(problems::add);
    List<Labels> apart = account.groupsWithoutTotal();
    if (!apart.isEmpty()) {
      problems.add(new CountProblem.GroupsDiffer(apart.getFirst(), apart.size()));
    }
    CountProblem.ClockWentBack back = wentBack;
    if (back != null && account.until() < back.to().toEpochMilli() + Grid.HOUR) {
      problems.add(back);
    }
    return problems;
  }
}
