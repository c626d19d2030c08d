// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.config.SkoposConfiguration;
import dev.skopos.schedule.SchedulerMetrics;
import dev.skopos.schedule.VirtualThreadScheduler;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/**
 * The schedulers: each kind of work has its own bound, so that slow targets delay no rule and no
 * rule delays a delivery.
 */
record Schedules(
    VirtualThreadScheduler checks,
    VirtualThreadScheduler scrapes,
    VirtualThreadScheduler rules,
    VirtualThreadScheduler forecasts,
    VirtualThreadScheduler deliveries,
    VirtualThreadScheduler upkeep) {

  /** Deliveries wait for their receivers most of the time. */
  private static final int DELIVERIES = 200;

  private static final int UPKEEP = 16;

  /** A forecast needs a core for some tens of ms, and nobody waits for it. */
  private static final int FORECASTS = 1;

  static Schedules of(
      SkoposConfiguration configuration, InstantSource clock, MeterRegistry meters) {
    return new Schedules(
        scheduler("checks", configuration.probe().concurrency(), clock, meters),
        scheduler("scrapes", configuration.scrape().concurrency(), clock, meters),
        scheduler("rules", configuration.rules().concurrency(), clock, meters),
        scheduler("forecasts", FORECASTS, clock, meters),
        scheduler("deliveries", DELIVERIES, clock, meters),
        scheduler("upkeep", UPKEEP, clock, meters));
  }

  private static VirtualThreadScheduler scheduler(
      String name, int concurrency, InstantSource clock, MeterRegistry meters) {
    return new VirtualThreadScheduler(name, concurrency, clock, new SchedulerMetrics(name, meters));
  }
}
