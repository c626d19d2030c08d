// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import static dev.skopos.probe.run.CheckLab.ID;
import static dev.skopos.probe.run.CheckLab.MINUTE;
import static dev.skopos.probe.run.CheckLab.START;
import static dev.skopos.probe.run.CheckLab.check;
import static dev.skopos.probe.run.CheckLab.suspended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.ResourceId;
import dev.skopos.probe.CheckSnapshot.State;
import dev.skopos.probe.definition.CheckDefinition;
import dev.skopos.probe.definition.CheckDefinition.Retry;
import dev.skopos.probe.definition.CheckDefinition.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When checks run. */
class CheckScheduleTest {

  private final CheckLab lab = new CheckLab();

  @Test
  void aCreatedCheckRunsAtOnceAndThenOnItsGrid() {
    lab.begin(check(MINUTE));

    lab.scheduler.advance(Duration.ofMinutes(2));

    assertThat(lab.target.probed)
        .containsExactly(START, START.plusSeconds(60), START.plusSeconds(120));
    assertThat(lab.snapshot().times().nextRun()).isEqualTo(START.plusSeconds(180));
  }

  @Test
  void whatIsFoundAtStartIsSpreadOverTenSeconds() {
    for (int i = 0; i < 200; i++) {
      CheckDefinition check = check(MINUTE);
      lab.registry.apply(
          new CheckDefinition(
              new ResourceId("HealthCheck", "shop", "check-" + i),
              check.schedule(),
              check.retry(),
              check.thresholds(),
              check.probe(),
              List.of(),
              false));
    }

    lab.scheduler.advance(Duration.ofSeconds(10));

    assertThat(lab.target.probed).hasSize(200);
    assertThat(new HashSet<>(lab.target.probed).size()).isGreaterThan(150);
    long firstHalf =
        lab.target.probed.stream().filter(t -> t.isBefore(START.plusSeconds(5))).count();
    assertThat(firstHalf).isBetween(70L, 130L);
  }

  @Test
  void anEqualDefinitionChangesNothing() {
    lab.begin(check(MINUTE));
    List<ResourceId> changes = new ArrayList<>();
    lab.registry.onChange(changes::add);

    lab.registry.apply(check(MINUTE));
    lab.scheduler.advance(Duration.ofSeconds(30));

    assertThat(lab.target.probed).hasSize(1);
    assertThat(changes).isEmpty();
  }

  @Test
  void editingTheIntervalTakesEffectAtOnce() {
    lab.begin(check(Duration.ofHours(1)));
    lab.scheduler.advance(Duration.ofSeconds(10));

    lab.registry.apply(check(Duration.ofSeconds(5)));
    lab.scheduler.advance(Duration.ofSeconds(10));

    assertThat(lab.target.probed)
        .containsExactly(
            START, START.plusSeconds(10), START.plusSeconds(15), START.plusSeconds(20));
  }

  @Test
  void aRunNeverOverlapsWithItself() {
    lab.target.delay = Duration.ofSeconds(25);
    lab.begin(check(Duration.ofSeconds(10)));

    lab.scheduler.advance(Duration.ofSeconds(35));

    assertThat(lab.target.probed)
        .containsExactly(START, START.plusSeconds(30), START.plusSeconds(60));
  }

  @Test
  void aRunOfADefinitionThatIsReplacedMeanwhileIsForgotten() {
    lab.registry.started();
    lab.scheduler.at(START.plusSeconds(2), () -> lab.registry.apply(check(Duration.ofHours(2))));
    lab.target.delay = Duration.ofSeconds(5);
    lab.registry.apply(check(Duration.ofHours(1)));

    lab.scheduler.advance(Duration.ofSeconds(6));

    assertThat(lab.target.probed).containsExactly(START, START.plusSeconds(5));
    assertThat(lab.snapshot().history()).hasSize(1);
    assertThat(lab.snapshot().history().getFirst().time()).isEqualTo(START.plusSeconds(5));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aSuspendedCheckRestsAndWakesUp() {
    lab.begin(check(MINUTE));

    lab.registry.apply(suspended(check(MINUTE)));
    lab.scheduler.advance(Duration.ofMinutes(10));

    assertThat(lab.store.alive()).isEmpty();
    assertThat(lab.target.probed).hasSize(1);
    assertThat(lab.snapshot().state()).isEqualTo(State.SUSPENDED);
    assertThat(lab.snapshot().times().nextRun()).isNull();
    assertThat(lab.registry.runNow(ID)).isFalse();

    lab.registry.apply(check(MINUTE));
    lab.scheduler.advance(Duration.ZERO);

    assertThat(lab.target.probed).hasSize(2);
    assertThat(lab.store.alive()).contains("probe_success");
  }

  @Test
  void failedAttemptsAreRepeatedInsideTheTimeout() {
    CheckDefinition check = check(MINUTE);
    lab.target.mood = FakeTarget.Mood.DOWN;
    lab.begin(
        new CheckDefinition(
            check.id(),
            new Schedule(MINUTE, Duration.ofSeconds(30)),
            new Retry(3, Duration.ofSeconds(2)),
            check.thresholds(),
            check.probe(),
            List.of(),
            false));

    assertThat(lab.target.probed)
        .containsExactly(START, START.plusSeconds(2), START.plusSeconds(4));
    assertThat(lab.snapshot().lastRun().orElseThrow().attempts()).isEqualTo(3);
    assertThat(lab.snapshot().history()).hasSize(1);
  }

  @Test
  void aRunOnDemandLeavesTheScheduleAlone() {
    lab.begin(check(MINUTE));
    lab.scheduler.advance(Duration.ofSeconds(30));

    assertThat(lab.registry.runNow(ID)).isTrue();
    lab.scheduler.advance(Duration.ofSeconds(30));

    assertThat(lab.target.probed)
        .containsExactly(START, START.plusSeconds(30), START.plusSeconds(60));
    assertThat(lab.registry.runNow(new ResourceId("HealthCheck", "shop", "nope"))).isFalse();
  }

  @Test
  void listenersHearOfEachRun() {
    List<ResourceId> changes = new ArrayList<>();
    lab.registry.onChange(changes::add);

    lab.begin(check(MINUTE));

    assertThat(changes).containsExactly(ID, ID);
  }
}
