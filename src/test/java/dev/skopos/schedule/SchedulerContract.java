// SPDX-License-Identifier: Apache-2.0
package dev.skopos.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What every scheduler does; the unit of time is as small as the scheduler under test allows. */
abstract class SchedulerContract {

  private static final Duration STEP = Duration.ofMillis(40);

  /** What comes before it has surely been done when it is over, however loaded the machine. */
  private static final Duration AMPLE = Duration.ofSeconds(2);

  final AtomicLong skipped = new AtomicLong();
  final AtomicInteger going = new AtomicInteger();
  final SchedulerObserver observer =
      new SchedulerObserver() {
        @Override
        public void started(Duration lag) {
          assertThat(lag).isGreaterThanOrEqualTo(Duration.ZERO);
          going.incrementAndGet();
        }

        @Override
        public void ended() {
          going.decrementAndGet();
        }

        @Override
        public void skipped(long slots) {
          skipped.addAndGet(slots);
        }
      };

  abstract Scheduler scheduler();

  /** Lets time go by until the condition holds, a few seconds at most. */
  abstract void passUntil(BooleanSupplier condition);

  /** Lets this time go by, also from within a run. */
  final void pass(Duration duration) {
    Instant end = scheduler().clock().instant().plus(duration);
    passUntil(() -> !scheduler().clock().instant().isBefore(end));
  }

  @Test
  void aSingleRunHappensOnceAndNotBeforeItsTime() {
    List<Instant> runs = new CopyOnWriteArrayList<>();
    Instant when = scheduler().clock().instant().plus(STEP);

    scheduler().at(when, () -> runs.add(scheduler().clock().instant()));
    passUntil(() -> !runs.isEmpty());
    pass(STEP);

    assertThat(runs).hasSize(1);
    assertThat(runs.getFirst()).isAfterOrEqualTo(when);
  }

  @Test
  void whatIsPlannedInThePastRunsAtOnce() {
    AtomicInteger runs = new AtomicInteger();

    scheduler().at(scheduler().clock().instant().minusSeconds(60), runs::incrementAndGet);
    passUntil(() -> runs.get() == 1);

    assertThat(runs).hasValue(1);
  }

  @Test
  void repeatedRunsStayOnTheirGrid() {
    List<Instant> slots = new CopyOnWriteArrayList<>();
    Instant first = scheduler().clock().instant().plus(STEP);

    Scheduler.Task task = scheduler().every(first, STEP, slots::add);
    passUntil(() -> slots.size() >= 4);
    task.cancel();

    assertThat(slots)
        .allMatch(slot -> Duration.between(first, slot).toMillis() % STEP.toMillis() == 0)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void aSlotThatPassesDuringARunIsSkippedAndCounted() {
    List<Instant> slots = new CopyOnWriteArrayList<>();
    AtomicInteger together = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Instant first = scheduler().clock().instant().plus(STEP);

    Scheduler.Task task =
        scheduler()
            .every(
                first,
                STEP,
                slot -> {
                  most.accumulateAndGet(together.incrementAndGet(), Math::max);
                  slots.add(slot);
                  if (slots.size() == 1) {
                    pass(STEP.multipliedBy(5).dividedBy(2));
                  }
                  together.decrementAndGet();
                });
    passUntil(() -> slots.size() >= 2);
    task.cancel();

    assertThat(most).hasValue(1);
    assertThat(slots.get(1)).isAfterOrEqualTo(first.plus(STEP.multipliedBy(3)));
    assertThat(skipped.get())
        .isGreaterThanOrEqualTo(2)
        .isGreaterThanOrEqualTo(Duration.between(first, slots.get(1)).dividedBy(STEP) - 1);
  }

  @Test
  void aCancelledTaskDoesNotRun() {
    AtomicInteger runs = new AtomicInteger();
    Instant soon = scheduler().clock().instant().plus(AMPLE);
    Scheduler.Task once = scheduler().at(soon, runs::incrementAndGet);
    Scheduler.Task repeated = scheduler().every(soon, STEP, _ -> runs.incrementAndGet());

    once.cancel();
    repeated.cancel();
    pass(AMPLE.plus(STEP.multipliedBy(3)));

    assertThat(runs).hasValue(0);
  }

  @Test
  void aTaskMayCancelItself() {
    AtomicInteger runs = new AtomicInteger();
    Scheduler.Task[] task = new Scheduler.Task[1];
    Instant first = scheduler().clock().instant().plus(AMPLE);

    task[0] =
        scheduler()
            .every(
                first,
                STEP,
                _ -> {
                  runs.incrementAndGet();
                  task[0].cancel();
                });
    pass(AMPLE.plus(STEP.multipliedBy(4)));

    assertThat(runs).hasValue(1);
  }

  @Test
  void aPauseTakesItsTime() throws InterruptedException {
    Instant begin = scheduler().clock().instant();

    scheduler().pause(STEP);

    assertThat(scheduler().clock().instant()).isAfterOrEqualTo(begin.plus(STEP).minusMillis(1));
  }

  @Test
  void runsAreObservedFromBeginningToEnd() {
    AtomicInteger seen = new AtomicInteger(-1);

    scheduler().at(scheduler().clock().instant(), () -> seen.set(going.get()));
    passUntil(() -> seen.get() >= 0 && going.get() == 0);

    assertThat(seen).hasValue(1);
  }
}
