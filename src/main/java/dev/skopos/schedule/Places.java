// SPDX-License-Identifier: Apache-2.0
package dev.skopos.schedule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The places of runs. Who waits gets one in the order of arrival, but a fifth of the places is
 * closed to repeated runs: however long those take, what is asked for at once finds a place, until
 * there is as much of it as that. Thread-safe.
 */
final class Places {

  private static final int KEPT_SHARE = 5;

  private final int all;
  private final int open;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Visit> prompt = new ArrayDeque<>();
  private final Deque<Visit> repeated = new ArrayDeque<>();
  private long arrivals;
  private int taken;
  private int takenByRepeated;

  /**
   * One run on its way through a place.
   *
   * @param prompt whether it was asked for at once
   * @param start called once the run has its place; returns at once
   */
  record Visit(long arrival, boolean prompt, Consumer<Visit> start) {}

  Places(int all) {
    if (all < 1) {
      throw new IllegalArgumentException("a scheduler needs at least one place, not " + all);
    }
    this.all = all;
    this.open = all == 1 ? 1 : all - Math.max(1, all / KEPT_SHARE);
  }

  /** Starts the run now or, in another thread, when it has a place; it must leave afterwards. */
  Visit enter(boolean isPrompt, Consumer<Visit> start) {
    Visit visit;
    lock.lock();
    try {
      visit = new Visit(++arrivals, isPrompt, start);
      (isPrompt ? prompt : repeated).addLast(visit);
    } finally {
      lock.unlock();
    }
    admit();
    return visit;
  }

  /** Ends the wait of a run that is no longer wanted; one that has its place keeps it. */
  void withdraw(Visit visit) {
    lock.lock();
    try {
      (visit.prompt ? prompt : repeated).remove(visit);
    } finally {
      lock.unlock();
    }
  }

  void leave(Visit visit) {
    lock.lock();
    try {
      taken--;
      takenByRepeated -= visit.prompt ? 0 : 1;
    } finally {
      lock.unlock();
    }
    admit();
  }

  private void admit() {
    for (Visit next = next(); next != null; next = next()) {
      next.start.accept(next);
    }
  }

  /** Whoever came first of those for whom there is a place; null: nobody. */
  private @Nullable Visit next() {
    lock.lock();
    try {
      Visit first = taken < all ? prompt.peekFirst() : null;
      Visit other = taken < all && takenByRepeated < open ? repeated.peekFirst() : null;
      if (other != null && (first == null || other.arrival < first.arrival)) {
        takenByRepeated++;
        taken++;
        return repeated.removeFirst();
      }
      if (first == null) {
        return null;
      }
      taken++;
      return prompt.removeFirst();
    } finally {
      lock.unlock();
    }
  }
}
