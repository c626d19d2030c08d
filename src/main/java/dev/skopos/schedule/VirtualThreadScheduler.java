// SPDX-License-Identifier: Apache-2.0
package dev.skopos.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler of the running program: one thread watches the clock, each run has a virtual thread
 * of its own, and no more than {@code maxConcurrent} of them run at a time. Runs that wait for a
 * place get it in the order of their planned times; a fifth of the places is kept for runs that are
 * planned for now, so that they begin at once even when repeated ones hold all others.
 */
public final class VirtualThreadScheduler implements Scheduler, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(VirtualThreadScheduler.class);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);

  private final String name;
  private final InstantSource clock;
  private final SchedulerObserver observer;
  private final Places places;
  private final TimerThread timer;
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private final AtomicInteger threadNumber = new AtomicInteger();

  /**
   * A scheduler that starts at once.
   *
   * @param name of its threads
   */
  public VirtualThreadScheduler(
      String name, int maxConcurrent, InstantSource clock, SchedulerObserver observer) {
    this.name = name;
    this.clock = clock;
    this.observer = observer;
    this.places = new Places(maxConcurrent);
    this.timer = new TimerThread(name + "-timer", clock);
    timer.start();
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public Task at(Instant when, Runnable action) {
    Planned planned = new Planned(null, _ -> action.run());
    planned.plan(when, isDue(when));
    return planned;
  }

  @Override
  public Task every(Instant first, Duration interval, Consumer<Instant> run) {
    Planned planned = new Planned(new Grid(first, interval), run);
    planned.plan(first, isDue(first));
    return planned;
  }

  private boolean isDue(Instant when) {
    return !when.isAfter(clock.instant());
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    Thread.sleep(duration);
  }

  /**
   * Begins no further run and waits for those that are going on, five seconds at most; then
   * interrupts them and waits one second more.
   */
  @Override
  public void close() {
    timer.close();
    if (!awaitRuns(GRACE)) {
      LOG.warnf("Scheduler %s: interrupting %d runs that did not end", name, running.size());
      running.forEach(Thread::interrupt);
      awaitRuns(AFTER_INTERRUPT);
    }
  }

  private boolean awaitRuns(Duration most) {
    long deadline = System.nanoTime() + most.toNanos();
    for (Thread thread : running) {
      try {
        long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
        if (!thread.join(Duration.ofMillis(left))) {
          return false;
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /** One task: at most one of its runs is planned or going on at any time. */
  private final class Planned implements Task {
    private final @Nullable Grid grid;
    private final Consumer<Instant> action;
    private volatile boolean cancelled;
    private TimerThread.@Nullable Entry entry;
    private Places.@Nullable Visit visit;

    Planned(@Nullable Grid grid, Consumer<Instant> action) {
      this.grid = grid;
      this.action = action;
    }

    synchronized void plan(Instant when, boolean prompt) {
      if (!cancelled) {
        entry = timer.add(when, () -> begin(when, prompt));
      }
    }

    @Override
    public synchronized void cancel() {
      cancelled = true;
      if (entry != null) {
        timer.remove(entry);
      }
      if (visit != null) {
        places.withdraw(visit);
      }
    }

    private synchronized void begin(Instant slot, boolean prompt) {
      if (!cancelled) {
        visit = places.enter(prompt, place -> start(slot, place));
      }
    }

    private void start(Instant slot, Places.Visit place) {
      String threadName = name + '-' + threadNumber.incrementAndGet();
      Thread thread = Thread.ofVirtual().name(threadName).unstarted(() -> runIn(place, slot));
      running.add(thread);
      thread.start();
    }

    private void runIn(Places.Visit place, Instant slot) {
      try {
        run(slot);
      } finally {
        running.remove(Thread.currentThread());
        places.leave(place);
      }
    }

    private void run(Instant slot) {
      if (cancelled || timer.closed()) {
        return;
      }
      Duration lag = Duration.between(slot, clock.instant());
      observer.started(lag.isNegative() ? Duration.ZERO : lag);
      try {
        action.accept(slot);
      } catch (RuntimeException e) {
        LOG.errorf(e, "Scheduler %s: a run failed", name);
      } finally {
        observer.ended();
        planNext(slot);
      }
    }

    private void planNext(Instant slot) {
      if (grid != null) {
        Grid.Step step = grid.after(slot, clock.instant());
        if (step.skipped() > 0 && !cancelled) {
          observer.skipped(step.skipped());
        }
        plan(step.next(), false);
      }
    }
  }
}
