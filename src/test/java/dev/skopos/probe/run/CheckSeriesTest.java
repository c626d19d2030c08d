// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import static dev.skopos.probe.run.CheckLab.ID;
import static dev.skopos.probe.run.CheckLab.MINUTE;
import static dev.skopos.probe.run.CheckLab.START;
import static dev.skopos.probe.run.CheckLab.asserting;
import static dev.skopos.probe.run.CheckLab.check;
import static dev.skopos.probe.run.CheckLab.http;
import static dev.skopos.probe.run.CheckLab.probing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Sample;
import dev.skopos.probe.definition.Assertion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The series of checks. */
class CheckSeriesTest {

  private final CheckLab lab = new CheckLab();

  @Test
  void gaugesOfAnHourlyCheckAreAppendedEveryMinuteWithTheTimeOfTheRunBesideThem() {
    lab.target.mood = FakeTarget.Mood.DOWN;
    lab.begin(check(Duration.ofHours(1)));

    lab.scheduler.advance(Duration.ofMinutes(59));

    List<Sample> samples = lab.store.samples("probe_success");
    assertThat(samples).hasSize(60).allMatch(sample -> sample.value() == 0);
    assertThat(samples.get(10).timestamp())
        .isEqualTo(START.plus(Duration.ofMinutes(10)).toEpochMilli());
    assertThat(lab.store.last("skopos_check_last_run_timestamp_seconds"))
        .isEqualTo(START.toEpochMilli() / 1e3);
    assertThat(lab.target.probed).hasSize(1);
  }

  @Test
  void seriesEndWhenTheCheckIsDeletedAndNothingIsProbedAnyMore() {
    lab.begin(check(Duration.ofHours(1)));
    lab.scheduler.advance(Duration.ofMinutes(5));

    lab.registry.remove(ID);
    lab.scheduler.advance(Duration.ofHours(3));

    assertThat(lab.store.alive()).isEmpty();
    assertThat(Sample.isStale(lab.store.last("probe_success"))).isTrue();
    assertThat(lab.target.probed).hasSize(1);
    assertThat(lab.registry.snapshots()).isEmpty();
    assertThat(lab.states.ids()).isEmpty();
  }

  @Test
  void seriesOfTheOldTargetEndWhenTheTargetChanges() {
    lab.begin(check(MINUTE));

    lab.registry.apply(probing(http("http://other.shop/"), check(MINUTE)));
    lab.scheduler.advance(Duration.ZERO);

    assertThat(
            Sample.isStale(
                lab.store.last("probe_success", "instance", "http://checkout.shop/health")))
        .isTrue();
    assertThat(lab.store.last("probe_success", "instance", "http://other.shop/")).isEqualTo(1);
  }

  @Test
  void aGaugeThatARunDoesNotGiveAnyMoreEnds() {
    lab.begin(check(MINUTE));

    lab.target.mood = FakeTarget.Mood.DOWN;
    lab.scheduler.advance(MINUTE);

    assertThat(Sample.isStale(lab.store.last("probe_http_status_code"))).isTrue();
    assertThat(lab.store.last("probe_success")).isZero();
  }

  @Test
  void anAnswerWhoseTextIsNotAsItShouldBeIsTold() {
    Assertion.Condition down =
        new Assertion.Condition.Body(List.of(new Assertion.ValueMatcher.Contains("DOWN")));
    lab.begin(asserting(down, Assertion.Impact.FAILING));

    assertThat(lab.store.last("probe_failed_due_to_regex")).isEqualTo(1);

    lab.target.body = "DOWN";
    lab.scheduler.advance(MINUTE);
    lab.target.mood = FakeTarget.Mood.DOWN;
    lab.scheduler.advance(MINUTE);

    assertThat(lab.store.samples("probe_failed_due_to_regex"))
        .extracting(Sample::value)
        .containsExactly(1.0, 0.0, 0.0);
  }

  @Test
  void otherAssertionsAreNoneOfText() {
    lab.begin(asserting("response.status == 500", Assertion.Impact.FAILING));

    assertThat(lab.store.last("probe_success")).isZero();
    assertThat(lab.store.last("probe_failed_due_to_regex")).isZero();
  }
}
