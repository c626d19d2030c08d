// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.ResourceId;
import dev.skopos.model.Sample;
import dev.skopos.net.IpFamily;
import dev.skopos.probe.CheckSnapshot;
import dev.skopos.probe.definition.CheckDefinition;
import dev.skopos.probe.definition.CheckDefinition.Retry;
import dev.skopos.probe.definition.CheckDefinition.Schedule;
import dev.skopos.probe.definition.CheckDefinition.Thresholds;
import dev.skopos.probe.definition.HttpProbe;
import dev.skopos.probe.definition.StatusPattern;
import dev.skopos.schedule.ManualScheduler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is kept of checks on the volume, which may be behind, late or slow. */
class SavedStateTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final ResourceId FIRST = new ResourceId("HealthCheck", "shop", "a");
  private static final ResourceId SECOND = new ResourceId("HealthCheck", "shop", "b");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final RecordingStore store = new RecordingStore();
  private final StatesInMemory states = new StatesInMemory();
  private ManualScheduler scheduler = new ManualScheduler(START);
  private CheckRegistry registry = registry();

  private CheckRegistry registry() {
    CheckRegistry made =
        new CheckRegistry(
            new CheckRegistry.Schedulers(scheduler, scheduler),
            new FakeTarget(scheduler),
            store,
            states,
            new SimpleMeterRegistry());
    made.started();
    return made;
  }

  /** The process after a kill: what it had planned does not happen, what it held is not saved. */
  private void killAndStart() {
    scheduler = new ManualScheduler(scheduler.clock().instant());
    registry = registry();
  }

  private void run(ResourceId id, Duration interval) {
    registry.apply(
        new CheckDefinition(
            id,
            new Schedule(interval, Duration.ofSeconds(1)),
            Retry.NONE,
            Thresholds.USUAL,
            new HttpProbe(
                URI.create("http://checkout.shop/health"),
                HttpProbe.Request.GET,
                List.of(StatusPattern.SUCCESS),
                HttpProbe.Response.USUAL,
                Optional.empty(),
                IpFamily.ANY),
            List.of(),
            false));
  }

  @Test
  void afterAKillNoCounterFallsBehindWhatTheStoreHas() {
    run(FIRST, Duration.ofSeconds(10));
    scheduler.advance(Duration.ofSeconds(119));
    assertThat(store.last("skopos_check_results_total", "result", "ok")).isEqualTo(12);

    killAndStart();
    run(FIRST, Duration.ofSeconds(10));
    scheduler.advance(Duration.ZERO);

    assertThat(store.last("skopos_check_results_total", "result", "ok")).isEqualTo(13);
    assertThat(store.samples("skopos_check_results_total", "result", "failed"))
        .extracting(Sample::value)
        .containsOnly(0.0);
  }

  @Test
  void nothingIsSavedOfACheckThatIsRemovedWhileStatesAreSaved() {
    run(FIRST, MINUTE);
    run(SECOND, MINUTE);
    states.beforeSave = () -> registry.remove(SECOND);

    scheduler.advance(MINUTE);

    assertThat(states.ids()).containsExactly(FIRST);
  }

  @Test
  void aVolumeThatHangsDelaysNoSnapshot() throws Exception {
    run(FIRST, MINUTE);
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    states.beforeSave =
        () -> {
          hangs.countDown();
          awaitQuietly(released);
        };
    Thread saving = Thread.ofVirtual().start(() -> scheduler.advance(MINUTE));
    try {
      assertThat(hangs.await(10, TimeUnit.SECONDS)).isTrue();
      CompletableFuture<Optional<CheckSnapshot>> shown =
          CompletableFuture.supplyAsync(() -> registry.snapshot(FIRST));
      assertThat(shown).succeedsWithin(Duration.ofSeconds(10));
    } finally {
      released.countDown();
      saving.join();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
