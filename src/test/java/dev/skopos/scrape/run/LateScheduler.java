// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import dev.skopos.schedule.ManualScheduler;
import dev.skopos.schedule.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** A scheduler on a busy machine: what it runs finds the clock later than planned. */
final class LateScheduler implements Scheduler {

  private final ManualScheduler scheduler;
  Duration late = Duration.ZERO;

  LateScheduler(ManualScheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public InstantSource clock() {
    return () -> scheduler.clock().instant().plus(late);
  }

  @Override
  public Task at(Instant when, Runnable action) {
    return scheduler.at(when, action);
  }

  @Override
  public Task every(Instant first, Duration interval, Consumer<Instant> run) {
    return scheduler.every(first, interval, run);
  }

  @Override
  public void pause(Duration duration) {
    scheduler.pause(duration);
  }
}
