// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import static dev.skopos.rule.RuleLab.CHECKOUT;
import static dev.skopos.rule.RuleLab.START;
import static dev.skopos.rule.RuleLab.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertSeriesTest {
  private final RuleLab lab = new RuleLab();

  @Test
  void theSeriesFollowTheAlertAndEndWithStaleMarkers() {
    GroupDefinition rule = RuleLab.every(rule("20S", "0S"), Duration.ofSeconds(10));
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(rule);
    lab.advance("0S");
    long offset = seconds(lab.snapshot().nextEvaluation());
    lab.advance("25S");
    lab.holdsForNone();
    lab.advance("10S");
    lab.advance("1H");

    long first = offset;
    assertThat(lab.samplesOf("ALERTS", "pending"))
        .containsExactly("0: 1", first + ": 1", (first + 10) + ": 1", "20: stale");
    assertThat(lab.samplesOf("ALERTS", "firing"))
        .startsWith("20: 1")
        .endsWith(lastFiring() + ": stale");
    assertThat(lab.samplesOf("ALERTS_FOR_STATE", ""))
        .startsWith("0: " + START.getEpochSecond())
        .contains("20: " + START.getEpochSecond())
        .endsWith(lastFiring() + ": stale");
  }

  private long lastFiring() {
    return seconds(lab.snapshot().lastTransition());
  }

  private static long seconds(@Nullable Instant instant) {
    return Duration.between(START, Objects.requireNonNull(instant)).toSeconds();
  }

  @Test
  void theSeriesCarryTheLabelsOfTheAlert() {
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(rule("0S", "0S"));
    lab.advance("0S");

    Labels identity =
        Labels.of(
            "alertname",
            "Down",
            "job",
            "checkout",
            "severity",
            "critical",
            "skopos_namespace",
            "shop");
    assertThat(lab.samples)
        .extracting(SampleWriter.RuleSample::labels)
        .containsExactly(
            identity.toBuilder().set("__name__", "ALERTS").set("alertstate", "firing").build(),
            identity.with("__name__", "ALERTS_FOR_STATE"));
  }

  @Test
  void nothingIsWrittenWhileQueriesFail() {
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(rule("0S", "0S"));
    lab.advance("0S");
    lab.samples.clear();

    lab.queriesFail("away");
    lab.advance("5M");

    assertThat(lab.samples).isEmpty();
  }

  @Test
  void aSeriesThatEndedWhileTheProcessWasDownGetsItsMarkerAfterwards() {
    lab.holdsFor(CHECKOUT);
    lab.registry.apply(rule("0S", "0S"));
    lab.advance("0S");

    RuleLab after = lab.restarted(Duration.ofSeconds(10));
    after.registry.apply(rule("0S", "0S"));
    after.advance("2M");

    assertThat(List.of(after.samplesOf("ALERTS", "firing").getLast()))
        .allMatch(text -> text.endsWith("stale"));
    assertThat(after.snapshot().state()).isEqualTo(RuleSnapshot.State.INACTIVE);
  }
}
