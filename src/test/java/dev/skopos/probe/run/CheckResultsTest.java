// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import static dev.skopos.probe.run.CheckLab.MINUTE;
import static dev.skopos.probe.run.CheckLab.START;
import static dev.skopos.probe.run.CheckLab.asserting;
import static dev.skopos.probe.run.CheckLab.check;
import static dev.skopos.probe.run.CheckLab.suspended;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.skopos.model.Applied;
import dev.skopos.model.Sample;
import dev.skopos.probe.CheckSnapshot;
import dev.skopos.probe.CheckSnapshot.State;
import dev.skopos.probe.ProbeOutcome.Result;
import dev.skopos.probe.Reason;
import dev.skopos.probe.definition.Assertion;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What runs say of their targets. */
class CheckResultsTest {

  private final CheckLab lab = new CheckLab();

  @Test
  void resultsInARowChangeTheStateByTheThresholds() {
    lab.begin(check(MINUTE));
    assertThat(lab.snapshot().state()).isEqualTo(State.UNKNOWN);
    assertThat(lab.snapshot().finding().message()).isEqualTo("answered in 20ms (1 of 2 successes)");
    assertThat(lab.stateAfterNextRun()).isEqualTo(State.HEALTHY);

    lab.target.mood = FakeTarget.Mood.DOWN;
    assertThat(lab.stateAfterNextRun()).isEqualTo(State.HEALTHY);
    assertThat(lab.snapshot().finding())
        .isEqualTo(
            new CheckSnapshot.Finding(Reason.CONNECTION_FAILED, "refused (1 of 3 failures)"));
    assertThat(lab.stateAfterNextRun()).isEqualTo(State.HEALTHY);
    assertThat(lab.stateAfterNextRun()).isEqualTo(State.UNHEALTHY);
    assertThat(lab.snapshot().finding().message()).isEqualTo("refused");
    assertThat(lab.snapshot().times().lastTransition()).isEqualTo(START.plusSeconds(240));
    assertThat(lab.snapshot().times().lastSuccess()).isEqualTo(START.plusSeconds(60));
    assertThat(lab.snapshot().consecutive()).isEqualTo(new CheckSnapshot.Consecutive(3, 0));
    assertThat(lab.store.last("skopos_check_state", "state", "Unhealthy")).isEqualTo(1);

    lab.target.mood = FakeTarget.Mood.WARNING;
    assertThat(lab.stateAfterNextRun()).isEqualTo(State.UNHEALTHY);
    assertThat(lab.stateAfterNextRun()).isEqualTo(State.DEGRADED);
    assertThat(lab.stateAfterNextRun()).isEqualTo(State.DEGRADED);

    lab.target.mood = FakeTarget.Mood.WELL;
    assertThat(lab.stateAfterNextRun()).isEqualTo(State.DEGRADED);
    assertThat(lab.stateAfterNextRun()).isEqualTo(State.HEALTHY);
  }

  @Test
  void assertionsAreReportedWithWhatTheySaw() {
    lab.target.body = "{\"status\": \"DOWN\"}";
    lab.begin(asserting("response.json.status == 'UP'", Assertion.Impact.FAILING));

    assertThat(lab.snapshot().finding())
        .isEqualTo(
            new CheckSnapshot.Finding(
                Reason.ASSERTION_FAILED,
                "assertion \"up\" failed: response.json.status == 'UP', saw \"DOWN\""
                    + " (1 of 3 failures)"));
    assertThat(lab.snapshot().lastRun().orElseThrow().assertions())
        .containsExactly(
            new CheckSnapshot.AssertionResult(
                "up", Assertion.Impact.FAILING, false, "response.json.status == 'UP'", "\"DOWN\""));
  }

  @Test
  void anAssertionWithoutImpactIsReportedOnly() {
    lab.target.body = "{\"status\": \"DOWN\"}";
    lab.begin(asserting("response.json.status == 'UP'", Assertion.Impact.NONE));

    assertThat(lab.snapshot().history().getFirst().result()).isEqualTo(Result.OK);
    assertThat(lab.snapshot().lastRun().orElseThrow().assertions().getFirst().holds()).isFalse();
  }

  @Test
  void aDefinitionThatCannotWorkIsRejectedAndTheFormerGoesOn() {
    lab.begin(check(MINUTE));

    Applied applied =
        lab.registry.apply(asserting("response.stauts == 200", Assertion.Impact.FAILING));
    lab.scheduler.advance(MINUTE);

    assertThat(applied)
        .isEqualTo(
            new Applied.Rejected(
                "InvalidAssertion",
                "spec.assertions[0].cel: line 1, column 9: undefined field 'stauts'"));
    assertThat(lab.target.probed).hasSize(2);
  }

  @Test
  void aMissingSecretIsNoFailureOfTheTarget() {
    lab.begin(check(MINUTE));
    lab.scheduler.advance(MINUTE);
    lab.target.mood = FakeTarget.Mood.SECRET_GONE;

    assertThat(lab.stateAfterNextRun()).isEqualTo(State.UNKNOWN);
    assertThat(lab.snapshot().obstacle()).contains("Secret \"x\" has no key \"y\"");
    assertThat(lab.snapshot().uptime().h1()).hasValue(1);
    assertThat(Sample.isStale(lab.store.last("probe_success"))).isTrue();
    assertThat(lab.store.last("skopos_check_results_total", "result", "not_run")).isEqualTo(1);
  }

  @Test
  void aProberThatFailsIsSaidAndTheCheckGoesOn() {
    lab.target.mood = FakeTarget.Mood.BROKEN_PROBER;
    lab.begin(check(MINUTE));
    assertThat(lab.snapshot().finding().reason()).isEqualTo(Reason.PROBER_FAILED);

    lab.target.mood = FakeTarget.Mood.WELL;
    lab.scheduler.advance(Duration.ofMinutes(2));

    assertThat(lab.snapshot().state()).isEqualTo(State.HEALTHY);
  }

  @Test
  void uptimeIsTheRatioOfGoodRunsAndAbsentWithoutAny() {
    lab.registry.started();
    lab.registry.apply(suspended(check(MINUTE)));
    assertThat(lab.snapshot().uptime().d30()).isEmpty();

    lab.registry.apply(check(MINUTE));
    lab.scheduler.advance(Duration.ofMinutes(29));
    lab.target.mood = FakeTarget.Mood.DOWN;
    lab.scheduler.advance(Duration.ofMinutes(10));
    lab.target.mood = FakeTarget.Mood.WELL;
    lab.scheduler.advance(Duration.ofMinutes(90));

    assertThat(lab.snapshot().uptime().h1()).hasValue(1);
    assertThat(lab.snapshot().uptime().h24().orElseThrow()).isCloseTo(120 / 130.0, within(1e-9));
    assertThat(lab.snapshot().uptime().d30()).isEqualTo(lab.snapshot().uptime().d7());
    lab.scheduler.advance(Duration.ofDays(2));
    assertThat(lab.snapshot().uptime().h24()).hasValue(1);
    assertThat(lab.snapshot().uptime().d7().orElseThrow()).isLessThan(1);
  }

  @Test
  void latencyShowsTheMiddleAndTheSlowOnes() {
    lab.begin(check(MINUTE));
    lab.scheduler.advance(Duration.ofMinutes(100));

    CheckSnapshot.Latency latency = lab.snapshot().latency().orElseThrow();
    assertThat(latency.p50()).isEqualTo(Duration.ofMillis(20));
    assertThat(latency.p95()).isEqualTo(Duration.ofMillis(20));
    assertThat(latency.recent()).hasSize(60);
    assertThat(lab.snapshot().history()).hasSize(CheckSnapshot.MAX_HISTORY);
  }
}
