// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.model.ResourceId;
import dev.skopos.schedule.Scheduler;
import dev.skopos.schedule.Scheduler.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * When one rule is evaluated: at the multiples of its interval plus an offset that is its own and
 * stays the same over restarts, as groups are in Prometheus; and at one instant in between at which
 * an alert changes its state by time alone. Thread-safe.
 */
final class RulePlan {
  private final long hash;
  private final Scheduler scheduler;
  private final RuleMetrics metrics;
  private final Consumer<Instant> evaluate;
  private @Nullable Duration interval;
  private @Nullable Task grid;
  private @Nullable Task extra;
  private @Nullable Instant slot;
  private @Nullable Instant extraAt;

  RulePlan(ResourceId id, Scheduler scheduler, RuleMetrics metrics, Consumer<Instant> evaluate) {
    // String.hashCode of similar names is similar: spread it
    this.hash = (id.toString().hashCode() * 0x9E3779B97F4A7C15L) >>> 1;
    this.scheduler = scheduler;
    this.metrics = metrics;
    this.evaluate = evaluate;
  }

  private Instant now() {
    return scheduler.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Evaluates once, now. */
  void atOnce() {
    Instant now = now();
    scheduler.at(now, () -> evaluate.accept(now));
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
        metrics.missed(Duration.between(slot, planned).dividedBy(every));
      }
      slot = planned.plus(every);
    }
    evaluate.accept(planned);
  }

  /** Evaluates at this instant too; takes the place of the one named before. */
  synchronized void alsoAt(Optional<Instant> due) {
    cancel(extra);
    extra = null;
    extraAt = null;
    if (interval != null && due.isPresent()) {
      Instant at = due.get();
      extraAt = at;
      extra = scheduler.at(at, () -> evaluate.accept(at));
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
}
