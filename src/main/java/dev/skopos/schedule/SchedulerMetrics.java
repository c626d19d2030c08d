// SPDX-License-Identifier: Apache-2.0
package dev.skopos.schedule;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Shows how punctual a scheduler is: {@code skopos_scheduler_lag_seconds} (a histogram), {@code
 * skopos_scheduler_skipped_total} and {@code skopos_scheduler_running}, each with the label {@code
 * scheduler}.
 */
public final class SchedulerMetrics implements SchedulerObserver {

  private static final Duration[] LAG_BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30)
  };

  private final Timer lag;
  private final Counter skipped;
  private final AtomicInteger running = new AtomicInteger();

  public SchedulerMetrics(String scheduler, MeterRegistry registry) {
    lag =
        Timer.builder("skopos.scheduler.lag")
            .description("How much later than planned runs begin")
            .tag("scheduler", scheduler)
            .serviceLevelObjectives(LAG_BUCKETS)
            .register(registry);
    skipped =
        Counter.builder("skopos.scheduler.skipped")
            .description("Planned runs left out, since the one before was still going on")
            .tag("scheduler", scheduler)
            .register(registry);
    Gauge.builder("skopos.scheduler.running", running, AtomicInteger::get)
        .description("Runs that are going on")
        .tag("scheduler", scheduler)
        .strongReference(true)
        .register(registry);
  }

  @Override
  public void started(Duration late) {
    running.incrementAndGet();
    lag.record(late);
  }

  @Override
  public void ended() {
    running.decrementAndGet();
  }

  @Override
  public void skipped(long slots) {
    skipped.increment((double) slots);
  }
}
