// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import static dev.skopos.probe.run.CheckLab.MINUTE;
import static dev.skopos.probe.run.CheckLab.START;
import static dev.skopos.probe.run.CheckLab.check;
import static dev.skopos.probe.run.CheckLab.http;
import static dev.skopos.probe.run.CheckLab.named;
import static dev.skopos.probe.run.CheckLab.probing;
import static dev.skopos.probe.run.CheckLab.suspended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Sample;
import dev.skopos.probe.CheckSnapshot;
import dev.skopos.probe.CheckSnapshot.State;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What checks remember over a restart. */
class CheckRestartTest {

  private final CheckLab lab = new CheckLab();

  @Test
  void theStateGoesOnAfterARestart() {
    lab.begin(check(MINUTE));
    lab.scheduler.advance(Duration.ofMinutes(2));
    lab.target.mood = FakeTarget.Mood.DOWN;
    lab.scheduler.advance(Duration.ofMinutes(2));
    CheckSnapshot before = lab.snapshot();

    lab.restart();
    lab.registry.apply(check(MINUTE));
    CheckSnapshot after = lab.snapshot();

    assertThat(after.state()).isEqualTo(State.HEALTHY);
    assertThat(after.consecutive()).isEqualTo(before.consecutive());
    assertThat(after.history()).isEqualTo(before.history());
    assertThat(after.uptime()).isEqualTo(before.uptime());
    assertThat(after.times().lastSuccess()).isEqualTo(before.times().lastSuccess());
    lab.scheduler.advance(Duration.ofSeconds(10));
    assertThat(lab.snapshot().state()).isEqualTo(State.UNHEALTHY);
    assertThat(lab.store.last("skopos_check_results_total", "result", "failed")).isEqualTo(3);
    assertThat(lab.store.last("skopos_check_results_total", "result", "ok")).isEqualTo(3);
    assertThat(lab.store.samples("probe_success")).noneMatch(s -> Sample.isStale(s.value()));
  }

  @Test
  void theStateIsSavedOnceAMinuteWhenItChanged() {
    lab.begin(check(Duration.ofSeconds(10)));

    lab.scheduler.advance(Duration.ofMinutes(5));
    int running = lab.states.saves.get();
    lab.registry.apply(suspended(check(Duration.ofSeconds(10))));
    lab.scheduler.advance(Duration.ofMinutes(5));

    assertThat(running).isEqualTo(5);
    assertThat(lab.states.saves).hasValue(6);
  }

  @Test
  void whatIsNotRetainedIsForgottenWithWhatWasSavedOfOthers() {
    lab.begin(check(MINUTE));
    lab.restart();

    lab.registry.retainOnly(Set.of());

    assertThat(lab.states.ids()).isEmpty();
  }

  @Test
  void afterAKillCountersBeginAtZeroForTheyMustNotFallALittle() {
    lab.begin(check(Duration.ofSeconds(10)));
    lab.scheduler.advance(Duration.ofSeconds(119));
    assertThat(lab.store.last("skopos_check_results_total", "result", "ok")).isEqualTo(12);

    lab.kill();
    lab.begin(check(Duration.ofSeconds(10)));

    assertThat(lab.store.last("skopos_check_results_total", "result", "ok")).isEqualTo(1);
    assertThat(lab.snapshot().state()).isEqualTo(State.HEALTHY);
    assertThat(lab.snapshot().uptime().h1()).hasValue(1);
    assertThat(lab.snapshot().history()).hasSize(7);
  }

  @Test
  void countersOfACheckThatRestedSinceTheKillDoNotComeBack() {
    lab.begin(check(Duration.ofSeconds(10)));
    lab.scheduler.advance(Duration.ofSeconds(119));
    lab.kill();
    lab.begin(suspended(check(Duration.ofSeconds(10))));

    lab.restart();
    lab.scheduler.advance(MINUTE);
    lab.begin(check(Duration.ofSeconds(10)));

    assertThat(lab.store.last("skopos_check_results_total", "result", "ok")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void seriesOfATargetThatChangedWhileNothingRanEnd(boolean killed) {
    lab.begin(check(MINUTE));
    lab.scheduler.advance(MINUTE);

    stop(killed);
    lab.begin(probing(http("http://other.shop/"), check(MINUTE)));

    assertThat(lab.store.last("probe_success", "instance", "http://checkout.shop/health")).isNaN();
    assertThat(lab.store.last("probe_success", "instance", "http://other.shop/")).isEqualTo(1);
    assertThat(lab.store.aliveSeries()).allMatch(labels -> labels.toString().contains("other"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void seriesOfACheckThatWasDeletedWhileNothingRanEnd(boolean killed) {
    lab.begin(check(MINUTE));
    lab.begin(named("other", check(MINUTE)));
    lab.scheduler.advance(MINUTE);

    stop(killed);
    lab.registry.apply(named("other", check(MINUTE)));
    lab.registry.retainOnly(Set.of(named("other", check(MINUTE)).id()));

    assertThat(lab.store.aliveSeries())
        .isNotEmpty()
        .allMatch(labels -> labels.get("name").equals("other"));
  }

  @Test
  void seriesOfACheckThatWasSuspendedWhileNothingRanEnd() {
    lab.begin(check(MINUTE));

    lab.kill();
    lab.begin(suspended(check(MINUTE)));

    assertThat(lab.store.aliveSeries()).isEmpty();
  }

  @Test
  void seriesOfThatNameFromElsewhereAreLeftAlone() throws AppendException {
    Labels foreign =
        Labels.of("__name__", "probe_success", "namespace", "shop", "name", "checkout", "job", "x");
    lab.begin(check(MINUTE));
    Appender appender = lab.store.store().appender();
    appender.append(foreign, START.toEpochMilli(), 1);
    appender.commit();

    lab.kill();
    lab.begin(suspended(check(MINUTE)));

    assertThat(lab.store.aliveSeries()).containsExactly(foreign);
  }

  @Test
  void nothingIsSavedOfACheckThatIsRemovedWhileStatesAreSaved() {
    lab.begin(named("a", check(MINUTE)));
    lab.begin(named("b", check(MINUTE)));
    ResourceId second = named("b", check(MINUTE)).id();
    lab.states.beforeSave = () -> lab.registry.remove(second);

    lab.scheduler.advance(MINUTE);

    assertThat(lab.states.ids()).containsExactly(named("a", check(MINUTE)).id());
  }

  @Test
  void aVolumeThatHangsDelaysNoSnapshot() throws InterruptedException {
    lab.begin(check(MINUTE));
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    lab.states.beforeSave =
        () -> {
          hangs.countDown();
          awaitQuietly(released);
        };
    Thread saving = Thread.ofVirtual().start(() -> lab.scheduler.advance(MINUTE));
    try {
      assertThat(hangs.await(10, TimeUnit.SECONDS)).isTrue();
      CompletableFuture<CheckSnapshot> shown = CompletableFuture.supplyAsync(lab::snapshot);
      assertThat(shown).succeedsWithin(Duration.ofSeconds(10));
    } finally {
      released.countDown();
      saving.join();
    }
  }

  private void stop(boolean killed) {
    if (killed) {
      lab.kill();
    } else {
      lab.restart();
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
