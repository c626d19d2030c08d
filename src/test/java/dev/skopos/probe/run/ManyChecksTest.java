// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.skopos.model.ResourceId;
import dev.skopos.net.Deadline;
import dev.skopos.net.IpFamily;
import dev.skopos.net.http.Timings;
import dev.skopos.probe.definition.CheckDefinition;
import dev.skopos.probe.definition.CheckDefinition.Retry;
import dev.skopos.probe.definition.CheckDefinition.Schedule;
import dev.skopos.probe.definition.CheckDefinition.Thresholds;
import dev.skopos.probe.definition.HttpProbe;
import dev.skopos.probe.definition.Probe;
import dev.skopos.probe.definition.StatusPattern;
import dev.skopos.probe.prober.Measurement;
import dev.skopos.probe.prober.Prober;
import dev.skopos.schedule.SchedulerObserver;
import dev.skopos.schedule.VirtualThreadScheduler;
import dev.skopos.store.InMemoryStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A thousand checks that are created at once, with the real scheduler and a hundred places. */
class ManyChecksTest {

  private static final int CHECKS = 1_000;
  private static final int PLACES = 100;

  /** Answers once it is let go; knows which targets it was asked for and how many at a time. */
  private static final class Gate implements Prober {
    final Set<String> asked = ConcurrentHashMap.newKeySet();
    final AtomicInteger together = new AtomicInteger();
    final AtomicInteger mostTogether = new AtomicInteger();
    final CountDownLatch open = new CountDownLatch(1);

    @Override
    public Measurement attempt(Probe probe, Deadline deadline) {
      asked.add(probe.target());
      mostTogether.accumulateAndGet(together.incrementAndGet(), Math::max);
      try {
        open.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } finally {
        together.decrementAndGet();
      }
      return new Measurement(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Timings.NONE,
          Optional.empty(),
          List.of());
    }
  }

  private final VirtualThreadScheduler runs =
      new VirtualThreadScheduler("checks", PLACES, InstantSource.system(), SchedulerObserver.NONE);
  private final VirtualThreadScheduler upkeep =
      new VirtualThreadScheduler("upkeep", 4, InstantSource.system(), SchedulerObserver.NONE);
  private final Gate gate = new Gate();
  private final CheckRegistry registry =
      new CheckRegistry(
          new CheckRegistry.Schedulers(runs, upkeep),
          gate,
          new InMemoryStore(),
          new StatesInMemory(),
          new SimpleMeterRegistry());

  @AfterEach
  void close() {
    gate.open.countDown();
    runs.close();
    registry.close();
    upkeep.close();
  }

  private static CheckDefinition check(int number) {
    return check(number, new Schedule(Duration.ofHours(1), Duration.ofSeconds(30)));
  }

  private static CheckDefinition check(int number, Schedule schedule) {
    return new CheckDefinition(
        new ResourceId("HealthCheck", "shop", "check-" + number),
        schedule,
        Retry.NONE,
        Thresholds.USUAL,
        new HttpProbe(
            URI.create("http://shop-" + number + ".test/"),
            HttpProbe.Request.GET,
            List.of(StatusPattern.SUCCESS),
            HttpProbe.Response.USUAL,
            Optional.empty(),
            IpFamily.ANY),
        List.of(),
        false);
  }

  @Test
  void whatIsCreatedAtOnceBeginsAtOnceAndAsSoonAsPlacesBecomeFree() {
    registry.started();
    for (int i = 0; i < CHECKS; i++) {
      registry.apply(check(i));
    }
    await().until(() -> gate.asked.size() == PLACES);

    gate.open.countDown();
    await().until(() -> gate.asked.size() == CHECKS);

    assertThat(gate.mostTogether).hasValue(PLACES);
    await()
        .until(
            () ->
                registry.snapshots().stream()
                    .allMatch(snapshot -> snapshot.consecutive().successes() == 1));
  }

  @Test
  void checksWhoseTargetsDoNotAnswerHoldNoPlaceOnceTheyAreDeleted() {
    registry.started();
    for (int i = 0; i < PLACES; i++) {
      registry.apply(check(i));
    }
    await().until(() -> gate.together.get() == PLACES);

    registry.retainOnly(Set.of());
    registry.apply(check(CHECKS));

    await().until(() -> gate.asked.contains(check(CHECKS).probe().target()));
  }

  @Test
  void aNewCheckRunsThoughTargetsThatDoNotAnswerHoldAllPlacesOfThoseBefore() {
    Duration second = Duration.ofSeconds(1);
    for (int i = 0; i < CHECKS; i++) {
      registry.apply(check(i, new Schedule(second, second)));
    }
    await().until(() -> gate.together.get() >= PLACES * 4 / 5);

    registry.started();
    registry.apply(check(CHECKS));

    await().until(() -> gate.asked.contains(check(CHECKS).probe().target()));
    assertThat(gate.asked).hasSizeLessThan(PLACES + 1);
  }
}
