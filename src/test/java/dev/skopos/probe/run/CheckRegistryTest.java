// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.skopos.model.Applied;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Sample;
import dev.skopos.net.IpFamily;
import dev.skopos.probe.CheckSnapshot;
import dev.skopos.probe.CheckSnapshot.State;
import dev.skopos.probe.ProbeOutcome.Result;
import dev.skopos.probe.Reason;
import dev.skopos.probe.definition.Assertion;
import dev.skopos.probe.definition.CheckDefinition;
import dev.skopos.probe.definition.CheckDefinition.Retry;
import dev.skopos.probe.definition.CheckDefinition.Schedule;
import dev.skopos.probe.definition.CheckDefinition.Thresholds;
import dev.skopos.probe.definition.HttpProbe;
import dev.skopos.probe.definition.Probe;
import dev.skopos.probe.definition.StatusPattern;
import dev.skopos.schedule.ManualScheduler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckRegistryTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final ResourceId ID = new ResourceId("HealthCheck", "shop", "checkout");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ManualScheduler scheduler = new ManualScheduler(START);
  private final FakeTarget target = new FakeTarget(scheduler);
  private final RecordingStore store = new RecordingStore();
  private final StatesInMemory states = new StatesInMemory();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private CheckRegistry registry = registry();

  private CheckRegistry registry() {
    return new CheckRegistry(
        new CheckRegistry.Schedulers(scheduler, scheduler), target, store, states, meters);
  }

  private static Probe http(String url) {
    return new HttpProbe(
        URI.create(url),
        HttpProbe.Request.GET,
        List.of(StatusPattern.SUCCESS),
        HttpProbe.Response.USUAL,
        Optional.empty(),
        IpFamily.ANY);
  }

  private static CheckDefinition check(Duration interval) {
    return new CheckDefinition(
        ID,
        new Schedule(interval, Duration.ofSeconds(1)),
        Retry.NONE,
        new Thresholds(3, 2, 2),
        http("http://checkout.shop/health?token=1"),
        List.of(),
        false);
  }

  private static CheckDefinition suspended(CheckDefinition check) {
    return new CheckDefinition(
        check.id(),
        check.schedule(),
        check.retry(),
        check.thresholds(),
        check.probe(),
        check.assertions(),
        true);
  }

  private static CheckDefinition asserting(String cel, Assertion.Impact impact) {
    CheckDefinition check = check(MINUTE);
    return new CheckDefinition(
        check.id(),
        check.schedule(),
        check.retry(),
        check.thresholds(),
        check.probe(),
        List.of(new Assertion("up", impact, new Assertion.Condition.Cel(cel))),
        false);
  }

  private CheckSnapshot snapshot() {
    return registry.snapshot(ID).orElseThrow();
  }

  private State stateAfterNextRun() {
    scheduler.advance(MINUTE);
    return snapshot().state();
  }

  private void begin(CheckDefinition check) {
    registry.started();
    assertThat(registry.apply(check)).isEqualTo(Applied.ACCEPTED);
    scheduler.advance(Duration.ZERO);
  }

  @Test
  void aCreatedCheckRunsAtOnceAndThenOnItsGrid() {
    begin(check(MINUTE));

    scheduler.advance(Duration.ofMinutes(2));

    assertThat(target.probed).containsExactly(START, START.plusSeconds(60), START.plusSeconds(120));
    assertThat(snapshot().times().nextRun()).isEqualTo(START.plusSeconds(180));
  }

  @Test
  void whatIsFoundAtStartIsSpreadOverTenSeconds() {
    for (int i = 0; i < 200; i++) {
      CheckDefinition check = check(MINUTE);
      registry.apply(
          new CheckDefinition(
              new ResourceId("HealthCheck", "shop", "check-" + i),
              check.schedule(),
              check.retry(),
              check.thresholds(),
              check.probe(),
              List.of(),
              false));
    }

    scheduler.advance(Duration.ofSeconds(10));

    assertThat(target.probed).hasSize(200);
    assertThat(new HashSet<>(target.probed).size()).isGreaterThan(150);
    long firstHalf = target.probed.stream().filter(t -> t.isBefore(START.plusSeconds(5))).count();
    assertThat(firstHalf).isBetween(70L, 130L);
  }

  @Test
  void anEqualDefinitionChangesNothing() {
    begin(check(MINUTE));
    List<ResourceId> changes = new ArrayList<>();
    registry.onChange(changes::add);

    registry.apply(check(MINUTE));
    scheduler.advance(Duration.ofSeconds(30));

    assertThat(target.probed).hasSize(1);
    assertThat(changes).isEmpty();
  }

  @Test
  void editingTheIntervalTakesEffectAtOnce() {
    begin(check(Duration.ofHours(1)));
    scheduler.advance(Duration.ofSeconds(10));

    registry.apply(check(Duration.ofSeconds(5)));
    scheduler.advance(Duration.ofSeconds(10));

    assertThat(target.probed)
        .containsExactly(
            START, START.plusSeconds(10), START.plusSeconds(15), START.plusSeconds(20));
  }

  @Test
  void aRunNeverOverlapsWithItself() {
    target.delay = Duration.ofSeconds(25);
    begin(check(Duration.ofSeconds(10)));

    scheduler.advance(Duration.ofSeconds(35));

    assertThat(target.probed).containsExactly(START, START.plusSeconds(30), START.plusSeconds(60));
  }

  @Test
  void aRunOfADefinitionThatIsReplacedMeanwhileIsForgotten() {
    registry.started();
    scheduler.at(START.plusSeconds(2), () -> registry.apply(check(Duration.ofHours(2))));
    target.delay = Duration.ofSeconds(5);
    registry.apply(check(Duration.ofHours(1)));

    scheduler.advance(Duration.ofSeconds(6));

    assertThat(target.probed).containsExactly(START, START.plusSeconds(5));
    assertThat(snapshot().history()).hasSize(1);
    assertThat(snapshot().history().getFirst().time()).isEqualTo(START.plusSeconds(5));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void gaugesOfAnHourlyCheckAreAppendedEveryMinuteWithTheTimeOfTheRunBesideThem() {
    target.mood = FakeTarget.Mood.DOWN;
    begin(check(Duration.ofHours(1)));

    scheduler.advance(Duration.ofMinutes(59));

    List<Sample> samples = store.samples("probe_success");
    assertThat(samples).hasSize(60).allMatch(sample -> sample.value() == 0);
    assertThat(samples.get(10).timestamp())
        .isEqualTo(START.plus(Duration.ofMinutes(10)).toEpochMilli());
    assertThat(store.last("skopos_check_last_run_timestamp_seconds"))
        .isEqualTo(START.toEpochMilli() / 1e3);
    assertThat(target.probed).hasSize(1);
  }

  @Test
  void seriesEndWhenTheCheckIsDeletedAndNothingIsProbedAnyMore() {
    begin(check(Duration.ofHours(1)));
    scheduler.advance(Duration.ofMinutes(5));

    registry.remove(ID);
    scheduler.advance(Duration.ofHours(3));

    assertThat(store.alive()).isEmpty();
    assertThat(Sample.isStale(store.last("probe_success"))).isTrue();
    assertThat(target.probed).hasSize(1);
    assertThat(registry.snapshots()).isEmpty();
    assertThat(states.ids()).isEmpty();
  }

  @Test
  void aSuspendedCheckRestsAndWakesUp() {
    begin(check(MINUTE));

    registry.apply(suspended(check(MINUTE)));
    scheduler.advance(Duration.ofMinutes(10));

    assertThat(store.alive()).isEmpty();
    assertThat(target.probed).hasSize(1);
    assertThat(snapshot().state()).isEqualTo(State.SUSPENDED);
    assertThat(snapshot().times().nextRun()).isNull();
    assertThat(registry.runNow(ID)).isFalse();

    registry.apply(check(MINUTE));
    scheduler.advance(Duration.ZERO);

    assertThat(target.probed).hasSize(2);
    assertThat(store.alive()).contains("probe_success");
  }

  @Test
  void seriesOfTheOldTargetEndWhenTheTargetChanges() {
    begin(check(MINUTE));
    CheckDefinition old = check(MINUTE);

    registry.apply(
        new CheckDefinition(
            old.id(),
            old.schedule(),
            old.retry(),
            old.thresholds(),
            http("http://other.shop/"),
            List.of(),
            false));
    scheduler.advance(Duration.ZERO);

    assertThat(
            Sample.isStale(store.last("probe_success", "instance", "http://checkout.shop/health")))
        .isTrue();
    assertThat(store.last("probe_success", "instance", "http://other.shop/")).isEqualTo(1);
  }

  @Test
  void aGaugeThatARunDoesNotGiveAnyMoreEnds() {
    begin(check(MINUTE));

    target.mood = FakeTarget.Mood.DOWN;
    scheduler.advance(MINUTE);

    assertThat(Sample.isStale(store.last("probe_http_status_code"))).isTrue();
    assertThat(store.last("probe_success")).isZero();
  }

  @Test
  void resultsInARowChangeTheStateByTheThresholds() {
    begin(check(MINUTE));
    assertThat(snapshot().state()).isEqualTo(State.UNKNOWN);
    assertThat(snapshot().finding().message()).isEqualTo("answered in 20ms (1 of 2 successes)");
    assertThat(stateAfterNextRun()).isEqualTo(State.HEALTHY);

    target.mood = FakeTarget.Mood.DOWN;
    assertThat(stateAfterNextRun()).isEqualTo(State.HEALTHY);
    assertThat(snapshot().finding())
        .isEqualTo(
            new CheckSnapshot.Finding(Reason.CONNECTION_FAILED, "refused (1 of 3 failures)"));
    assertThat(stateAfterNextRun()).isEqualTo(State.HEALTHY);
    assertThat(stateAfterNextRun()).isEqualTo(State.UNHEALTHY);
    assertThat(snapshot().finding().message()).isEqualTo("refused");
    assertThat(snapshot().times().lastTransition()).isEqualTo(START.plusSeconds(240));
    assertThat(snapshot().times().lastSuccess()).isEqualTo(START.plusSeconds(60));
    assertThat(snapshot().consecutive()).isEqualTo(new CheckSnapshot.Consecutive(3, 0));
    assertThat(store.last("skopos_check_state", "state", "Unhealthy")).isEqualTo(1);

    target.mood = FakeTarget.Mood.WARNING;
    assertThat(stateAfterNextRun()).isEqualTo(State.UNHEALTHY);
    assertThat(stateAfterNextRun()).isEqualTo(State.DEGRADED);
    assertThat(stateAfterNextRun()).isEqualTo(State.DEGRADED);

    target.mood = FakeTarget.Mood.WELL;
    assertThat(stateAfterNextRun()).isEqualTo(State.DEGRADED);
    assertThat(stateAfterNextRun()).isEqualTo(State.HEALTHY);
  }

  @Test
  void assertionsAreReportedWithWhatTheySaw() {
    target.body = "{\"status\": \"DOWN\"}";
    begin(asserting("response.json.status == 'UP'", Assertion.Impact.FAILING));

    assertThat(snapshot().finding())
        .isEqualTo(
            new CheckSnapshot.Finding(
                Reason.ASSERTION_FAILED,
                "assertion \"up\" failed: response.json.status == 'UP', saw \"DOWN\""
                    + " (1 of 3 failures)"));
    assertThat(snapshot().lastRun().orElseThrow().assertions())
        .containsExactly(
            new CheckSnapshot.AssertionResult(
                "up", Assertion.Impact.FAILING, false, "response.json.status == 'UP'", "\"DOWN\""));
  }

  @Test
  void anAssertionWithoutImpactIsReportedOnly() {
    target.body = "{\"status\": \"DOWN\"}";
    begin(asserting("response.json.status == 'UP'", Assertion.Impact.NONE));

    assertThat(snapshot().history().getFirst().result()).isEqualTo(Result.OK);
    assertThat(snapshot().lastRun().orElseThrow().assertions().getFirst().holds()).isFalse();
  }

  @Test
  void aDefinitionThatCannotWorkIsRejectedAndTheFormerGoesOn() {
    begin(check(MINUTE));

    Applied applied = registry.apply(asserting("response.stauts == 200", Assertion.Impact.FAILING));
    scheduler.advance(MINUTE);

    assertThat(applied)
        .isEqualTo(
            new Applied.Rejected(
                "InvalidAssertion",
                "spec.assertions[0].cel: line 1, column 9: undefined field 'stauts'"));
    assertThat(target.probed).hasSize(2);
  }

  @Test
  void aMissingSecretIsNoFailureOfTheTarget() {
    begin(check(MINUTE));
    scheduler.advance(MINUTE);
    target.mood = FakeTarget.Mood.SECRET_GONE;

    assertThat(stateAfterNextRun()).isEqualTo(State.UNKNOWN);
    assertThat(snapshot().obstacle()).contains("Secret \"x\" has no key \"y\"");
    assertThat(snapshot().uptime().h1()).hasValue(1);
    assertThat(Sample.isStale(store.last("probe_success"))).isTrue();
    assertThat(store.last("skopos_check_results_total", "result", "not_run")).isEqualTo(1);
  }

  @Test
  void aProberThatFailsIsSaidAndTheCheckGoesOn() {
    target.mood = FakeTarget.Mood.BROKEN_PROBER;
    begin(check(MINUTE));
    assertThat(snapshot().finding().reason()).isEqualTo(Reason.PROBER_FAILED);

    target.mood = FakeTarget.Mood.WELL;
    scheduler.advance(Duration.ofMinutes(2));

    assertThat(snapshot().state()).isEqualTo(State.HEALTHY);
  }

  @Test
  void failedAttemptsAreRepeatedInsideTheTimeout() {
    CheckDefinition check = check(MINUTE);
    target.mood = FakeTarget.Mood.DOWN;
    begin(
        new CheckDefinition(
            check.id(),
            new Schedule(MINUTE, Duration.ofSeconds(30)),
            new Retry(3, Duration.ofSeconds(2)),
            check.thresholds(),
            check.probe(),
            List.of(),
            false));

    assertThat(target.probed).containsExactly(START, START.plusSeconds(2), START.plusSeconds(4));
    assertThat(snapshot().lastRun().orElseThrow().attempts()).isEqualTo(3);
    assertThat(snapshot().history()).hasSize(1);
  }

  @Test
  void uptimeIsTheRatioOfGoodRunsAndAbsentWithoutAny() {
    registry.started();
    registry.apply(suspended(check(MINUTE)));
    assertThat(snapshot().uptime().d30()).isEmpty();

    registry.apply(check(MINUTE));
    scheduler.advance(Duration.ofMinutes(29));
    target.mood = FakeTarget.Mood.DOWN;
    scheduler.advance(Duration.ofMinutes(10));
    target.mood = FakeTarget.Mood.WELL;
    scheduler.advance(Duration.ofMinutes(90));

    assertThat(snapshot().uptime().h1()).hasValue(1);
    assertThat(snapshot().uptime().h24().orElseThrow()).isCloseTo(120 / 130.0, within(1e-9));
    assertThat(snapshot().uptime().d30()).isEqualTo(snapshot().uptime().d7());
    scheduler.advance(Duration.ofDays(2));
    assertThat(snapshot().uptime().h24()).hasValue(1);
    assertThat(snapshot().uptime().d7().orElseThrow()).isLessThan(1);
  }

  @Test
  void theStateGoesOnAfterARestart() {
    begin(check(MINUTE));
    scheduler.advance(Duration.ofMinutes(2));
    target.mood = FakeTarget.Mood.DOWN;
    scheduler.advance(Duration.ofMinutes(2));
    registry.close();
    CheckSnapshot before = snapshot();

    registry = registry();
    registry.apply(check(MINUTE));
    CheckSnapshot after = snapshot();

    assertThat(after.state()).isEqualTo(State.HEALTHY);
    assertThat(after.consecutive()).isEqualTo(before.consecutive());
    assertThat(after.history()).isEqualTo(before.history());
    assertThat(after.uptime()).isEqualTo(before.uptime());
    assertThat(after.times().lastSuccess()).isEqualTo(before.times().lastSuccess());
    scheduler.advance(Duration.ofSeconds(10));
    assertThat(snapshot().state()).isEqualTo(State.UNHEALTHY);
    assertThat(store.last("skopos_check_results_total", "result", "failed")).isEqualTo(3);
    assertThat(store.last("skopos_check_results_total", "result", "ok")).isEqualTo(3);
    assertThat(store.samples("probe_success")).noneMatch(s -> Sample.isStale(s.value()));
  }

  @Test
  void theStateIsSavedOnceAMinuteWhenItChanged() {
    begin(check(Duration.ofSeconds(10)));

    scheduler.advance(Duration.ofMinutes(5));
    int running = states.saves.get();
    registry.apply(suspended(check(Duration.ofSeconds(10))));
    scheduler.advance(Duration.ofMinutes(5));

    assertThat(running).isEqualTo(5);
    assertThat(states.saves).hasValue(6);
  }

  @Test
  void whatIsNotRetainedIsForgottenWithWhatWasSavedOfOthers() {
    begin(check(MINUTE));
    registry.close();
    registry = registry();

    registry.retainOnly(Set.of());

    assertThat(states.ids()).isEmpty();
  }

  @Test
  void aRunOnDemandLeavesTheScheduleAlone() {
    begin(check(MINUTE));
    scheduler.advance(Duration.ofSeconds(30));

    assertThat(registry.runNow(ID)).isTrue();
    scheduler.advance(Duration.ofSeconds(30));

    assertThat(target.probed).containsExactly(START, START.plusSeconds(30), START.plusSeconds(60));
    assertThat(registry.runNow(new ResourceId("HealthCheck", "shop", "nope"))).isFalse();
  }

  @Test
  void listenersHearOfEachRun() {
    List<ResourceId> changes = new ArrayList<>();
    registry.onChange(changes::add);

    begin(check(MINUTE));

    assertThat(changes).containsExactly(ID, ID);
  }

  @Test
  void latencyShowsTheMiddleAndTheSlowOnes() {
    begin(check(MINUTE));
    scheduler.advance(Duration.ofMinutes(100));

    CheckSnapshot.Latency latency = snapshot().latency().orElseThrow();
    assertThat(latency.p50()).isEqualTo(Duration.ofMillis(20));
    assertThat(latency.p95()).isEqualTo(Duration.ofMillis(20));
    assertThat(latency.recent()).hasSize(60);
    assertThat(snapshot().history()).hasSize(CheckSnapshot.MAX_HISTORY);
  }
}
