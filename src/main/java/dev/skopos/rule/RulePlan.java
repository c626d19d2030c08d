// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.model.ResourceId;
import dev.skopos.schedule.Scheduler;
import dev.skopos.schedule.Scheduler.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * When a group is evaluated: at the multiples of its interval plus an offset that is its own and
 * stays the same over restarts, as in Prometheus; and, where that is asked for, at one instant in
 * between at which an alert changes its state by time alone. Thread-safe.
 */
final class RulePlan {

  /** What is planned. */
  interface Step {

    /**
     * Does it.
     *
     * @param slot whether the instant is one of the plan, not just now
     */
    void run(Instant planned, boolean slot);
  }

  private final long hash;
  private final Scheduler scheduler;
  private final LongConsumer countMissed;
  private final Step step;
  private long missed;
  private @Nullable Duration interval;
  private @Nullable Task grid;
  private @Nullable Task extra;
  private @Nullable Instant slot;
  private @Nullable Instant extraAt;

  RulePlan(ResourceId id, Scheduler scheduler, LongConsumer countMissed, Step step) {
    // String.hashCode of similar names is similar: spread it
    this.hash = (id.toString().hashCode() * 0x9E3779B97F4A7C15L) >>> 1;
    this.scheduler = scheduler;
    this.countMissed = countMissed;
    this.step = step;
  }

  private Instant now() {
    return scheduler.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Steps once, now. */
  void atOnce() {
    Instant now = now();
    scheduler.at(now, () -> step.run(now, false));
  }

  /** Evaluates at this interval from now on; null: no more. */
  synchronized void every(@Nullable Duration wanted) {
    if (wanted != null && wanted.equals(interval)) {
      return;
    }
    cancel(grid);
    cancel(extra);
    interval = wanted;
    extraAt = null;
    slot = null;
    grid = null;
    if (wanted != null) {
      slot = firstSlot(wanted);
      grid = scheduler.every(slot, wanted, planned -> runSlot(planned, wanted));
    }
  }

  private Instant firstSlot(Duration every) {
    long millis = every.toMillis();
    long offset = hash % millis;
    long now = now().toEpochMilli();
    return Instant.ofEpochMilli(now + millis - Math.floorMod(now - offset, millis));
  }

  private void runSlot(Instant planned, Duration every) {
    synchronized (this) {
      if (slot != null && planned.isAfter(slot)) {
        long lost = Duration.between(slot, planned).dividedBy(every);
        missed += lost;
        countMissed.accept(lost);
      }
      slot = planned.plus(every);
    }
    step.run(planned, true);
  }

  /** Evaluates at this instant too; takes the place of the one named before. */
  synchronized void alsoAt(Optional<Instant> due) {
    cancel(extra);
    extra = null;
    extraAt = null;
    if (interval != null && due.isPresent()) {
      Instant at = due.get();
      extraAt = at;
      extra = scheduler.at(at, () -> step.run(at, true));
    }
  }

  private static void cancel(@Nullable Task task) {
    if (task != null) {
      task.cancel();
    }
  }

  /** The next evaluation; null when there is none. */
  synchronized @Nullable Instant next() {
    return extraAt != null && slot != null && extraAt.isBefore(slot) ? extraAt : slot;
  }

  /** How many slots were left out since the start. */
  synchronized long missed() {
    return missed;
  }
}
