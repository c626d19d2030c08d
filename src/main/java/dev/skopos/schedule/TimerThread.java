// SPDX-License-Identifier: Apache-2.0
package dev.skopos.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Waits for planned times and starts what is due, in order. What it starts returns at once. */
final class TimerThread {

  /** The clock may be set while the thread waits; it looks at it anew after this time. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /** Something planned; the sequence keeps equal times in the order in which they were planned. */
  record Entry(Instant when, long sequence, Runnable start) {}

  private final InstantSource clock;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final TreeSet<Entry> entries =
      new TreeSet<>(Comparator.comparing(Entry::when).thenComparingLong(Entry::sequence));
  private long lastSequence;
  private volatile boolean closed;

  TimerThread(String name, InstantSource clock) {
    this.clock = clock;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::loop);
  }

  void start() {
    thread.start();
  }

  Entry add(Instant when, Runnable start) {
    lock.lock();
    try {
      Entry entry = new Entry(when, ++lastSequence, start);
      if (!closed) {
        entries.add(entry);
        if (entries.first().equals(entry)) {
          changed.signal();
        }
      }
      return entry;
    } finally {
      lock.unlock();
    }
  }

  void remove(Entry entry) {
    lock.lock();
    try {
      entries.remove(entry);
    } finally {
      lock.unlock();
    }
  }

  boolean closed() {
    return closed;
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      entries.clear();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void loop() {
    try {
      while (!closed) {
        Entry due = awaitDue();
        if (due != null) {
          due.start.run();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** The first entry when it is due; null after a while, so that the loop looks again. */
  @SuppressWarnings("WaitNotInLoop") // the loop is the caller's
  private @Nullable Entry awaitDue() throws InterruptedException {
    lock.lock();
    try {
      if (entries.isEmpty()) {
        changed.await(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS);
        return null;
      }
      Duration wait = Duration.between(clock.instant(), entries.first().when());
      if (wait.isPositive()) {
        Duration bounded = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
        changed.awaitNanos(bounded.toNanos());
        return null;
      }
      return entries.pollFirst();
    } finally {
      lock.unlock();
    }
  }
}
