// SPDX-License-Identifier: Apache-2.0
package dev.skopos.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ManualSchedulerTest extends SchedulerContract {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final ManualScheduler scheduler = new ManualScheduler(START, observer);

  @Override
  Scheduler scheduler() {
    return scheduler;
  }

  @Override
  void passUntil(BooleanSupplier condition) {
    for (int i = 0; i < 5000 && !condition.getAsBoolean(); i++) {
      scheduler.advance(Duration.ofMillis(1));
    }
  }

  @Test
  void aDayOfRunsHappensInOrderAndAtTheirTimes() {
    List<String> runs = new ArrayList<>();
    scheduler.every(
        START.plusSeconds(3600),
        Duration.ofHours(1),
        slot -> runs.add(Duration.between(START, scheduler.clock().instant()).toHours() + "h"));
    scheduler.at(START.plusSeconds(5400), () -> runs.add("once"));

    scheduler.advance(Duration.ofHours(4));

    assertThat(runs).containsExactly("1h", "once", "2h", "3h", "4h");
    assertThat(scheduler.clock().instant()).isEqualTo(START.plus(Duration.ofHours(4)));
  }
}
