// SPDX-License-Identifier: Apache-2.0
package dev.skopos.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler whose time stands still until a test moves it. Runs happen in the thread that moves
 * the time, in order of their planned times, each at exactly that time. A run may move the time
 * itself, to stand for one that takes long: other tasks then run meanwhile, its own does not.
 */
public final class ManualScheduler implements Scheduler {

  private record Entry(Instant when, long sequence, Runnable run) {}

  private final SchedulerObserver observer;
  private final TreeSet<Entry> entries =
      new TreeSet<>(Comparator.comparing(Entry::when).thenComparingLong(Entry::sequence));
  private long lastSequence;
  private Instant now;

  public ManualScheduler(Instant start) {
    this(start, SchedulerObserver.NONE);
  }

  public ManualScheduler(Instant start, SchedulerObserver observer) {
    this.now = start;
    this.observer = observer;
  }

  @Override
  public InstantSource clock() {
    return this::now;
  }

  private synchronized Instant now() {
    return now;
  }

  /** Moves the time on and runs what falls due; zero runs what is due already. */
  public void advance(Duration duration) {
    Instant end = now().plus(duration);
    for (Entry due = next(end); due != null; due = next(end)) {
      due.run.run();
    }
    moveTo(end);
  }

  /** How many tasks are planned. */
  public synchronized int planned() {
    return entries.size();
  }

  private synchronized @Nullable Entry next(Instant end) {
    if (entries.isEmpty() || entries.first().when().isAfter(end)) {
      return null;
    }
    Entry due = entries.removeFirst();
    moveTo(due.when);
    return due;
  }

  private synchronized void moveTo(Instant instant) {
    if (instant.isAfter(now)) {
      now = instant;
    }
  }

  @Override
  public Task at(Instant when, Runnable action) {
    ManualTask task = new ManualTask(null, _ -> action.run());
    task.plan(when);
    return task;
  }

  @Override
  public Task every(Instant first, Duration interval, Consumer<Instant> run) {
    ManualTask task = new ManualTask(new Grid(first, interval), run);
    task.plan(first);
    return task;
  }

  @Override
  public void pause(Duration duration) {
    advance(duration);
  }

  private synchronized Entry add(Instant when, Runnable run) {
    Entry entry = new Entry(when, ++lastSequence, run);
    entries.add(entry);
    return entry;
  }

  private synchronized void remove(Entry entry) {
    entries.remove(entry);
  }

  private final class ManualTask implements Task {
    private final @Nullable Grid grid;
    private final Consumer<Instant> action;
    private boolean cancelled;
    private @Nullable Entry entry;

    ManualTask(@Nullable Grid grid, Consumer<Instant> action) {
      this.grid = grid;
      this.action = action;
    }

    synchronized void plan(Instant when) {
      if (!cancelled) {
        entry = add(when, () -> run(when));
      }
    }

    @Override
    public synchronized void cancel() {
      cancelled = true;
      if (entry != null) {
        remove(entry);
      }
    }

    private void run(Instant slot) {
      observer.started(Duration.between(slot, now()));
      try {
        action.accept(slot);
      } finally {
        observer.ended();
        planNext(slot);
      }
    }

    private synchronized void planNext(Instant slot) {
      if (grid != null && !cancelled) {
        Grid.Step step = grid.after(slot, now());
        if (step.skipped() > 0) {
          observer.skipped(step.skipped());
        }
        plan(step.next());
      }
    }
  }
}
