// SPDX-License-Identifier: Apache-2.0
package dev.skopos.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VirtualThreadSchedulerTest extends SchedulerContract {

  private final VirtualThreadScheduler scheduler =
      new VirtualThreadScheduler("test", 3, InstantSource.system(), observer);

  @AfterEach
  void close() {
    scheduler.close();
  }

  @Override
  Scheduler scheduler() {
    return scheduler;
  }

  @Override
  void passUntil(BooleanSupplier condition) {
    await().pollInterval(Duration.ofMillis(1)).until(condition::getAsBoolean);
  }

  @Test
  void noMoreRunsGoOnTogetherThanThereArePlaces() throws InterruptedException {
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch release = new CountDownLatch(1);
    for (int i = 0; i < 10; i++) {
      scheduler.at(
          scheduler.clock().instant(),
          () -> {
            begun.incrementAndGet();
            awaitUninterrupted(release);
          });
    }

    passUntil(() -> begun.get() == 3);
    pass(Duration.ofMillis(50));

    assertThat(begun).hasValue(3);
    release.countDown();
    passUntil(() -> begun.get() == 10);
  }

  @Test
  void whatIsPlannedForNowBeginsThoughRepeatedRunsHoldAllThatTheyCanGet() {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    AtomicBoolean prompt = new AtomicBoolean();
    Instant first = scheduler.clock().instant();
    for (int i = 0; i < 10; i++) {
      scheduler.every(
          first,
          Duration.ofMillis(20),
          slot -> {
            if (slot.isAfter(first)) {
              begun.incrementAndGet();
              awaitUninterrupted(release);
            }
          });
    }
    passUntil(() -> begun.get() == 2);

    scheduler.at(scheduler.clock().instant(), () -> prompt.set(true));
    passUntil(prompt::get);

    assertThat(begun).hasValue(2);
    release.countDown();
    passUntil(() -> begun.get() == 10);
  }

  @Test
  void aRunThatThrowsEndsNeitherItsTaskNorTheScheduler() {
    AtomicInteger runs = new AtomicInteger();
    scheduler.every(
        scheduler.clock().instant(),
        Duration.ofMillis(5),
        _ -> {
          runs.incrementAndGet();
          throw new IllegalStateException("on purpose");
        });

    passUntil(() -> runs.get() >= 3);

    assertThat(runs.get()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void closingWaitsForTheRunThatIsGoingOnAndBeginsNoOther() {
    AtomicBoolean begun = new AtomicBoolean();
    AtomicBoolean ended = new AtomicBoolean();
    AtomicInteger later = new AtomicInteger();
    Instant now = scheduler.clock().instant();
    scheduler.at(
        now,
        () -> {
          begun.set(true);
          pass(Duration.ofMillis(100));
          ended.set(true);
        });
    scheduler.at(now.plusSeconds(2), later::incrementAndGet);
    passUntil(begun::get);

    scheduler.close();
    pass(Duration.between(scheduler.clock().instant(), now.plusMillis(2_100)));

    assertThat(ended).isTrue();
    assertThat(later).hasValue(0);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
