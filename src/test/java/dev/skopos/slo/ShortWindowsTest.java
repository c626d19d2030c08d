// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import static dev.skopos.slo.Course.minute;
import static dev.skopos.slo.Objectives.objective;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.slo.count.Indicator;
import dev.skopos.slo.definition.AbsentData;
import dev.skopos.slo.definition.Alerting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an objective says of windows in which there often is no sample. */
class ShortWindowsTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Alerting NONE = Alerting.of(new Alerting.Tiers.Custom(List.of()));

  private final ObjectiveLab lab =
      new ObjectiveLab(
          Course.of(START, Duration.ofDays(10), _ -> minute(0, 10)),
          START.plus(Duration.ofDays(1)));

  private ObjectiveSnapshot.@Nullable Problem caveat(
      Objectives objective, @Nullable Duration spacing) {
    lab.sampleSpacing = spacing;
    return lab.apply(objective).caveat();
  }

  @Test
  void aTierWithAShorterWindowIsNamed() {
    assertThat(caveat(objective(), Duration.ofMinutes(10)))
        .isEqualTo(
            new ObjectiveSnapshot.Problem(
                "WindowTooShort",
                "alerting: the short window of tier page-quick, 5m, is shorter than the time"
                    + " between two samples of the indicator, 10m"));
    assertThat(lab.snapshot().state()).isEqualTo(ObjectiveSnapshot.State.MET);
  }

  @Test
  void timeslicesAreNamed() {
    assertThat(
            caveat(
                objective().alerting(NONE).slices(Duration.ofMinutes(1)), Duration.ofSeconds(90)))
        .extracting(ObjectiveSnapshot.Problem::message)
        .asString()
        .startsWith("timeslices.length: 1m is shorter than")
        .endsWith("1m30s");
  }

  @Test
  void ratesNeedTwoSamplesAMinute() {
    Objectives ratio =
        objective()
            .alerting(NONE)
            .counting(
                new Indicator.Ratio(
                    Indicator.Part.BAD, "increase(bad[$window])", "increase(total[$window])"));

    assertThat(caveat(ratio, Duration.ofSeconds(30))).isNull();
    lab.registry.remove(Objectives.ID);
    assertThat(caveat(ratio, Duration.ofSeconds(60)))
        .extracting(ObjectiveSnapshot.Problem::message)
        .asString()
        .startsWith("indicator.ratio: $window is a minute at a time")
        .contains("come every 1m");
  }

  @Test
  void minutesWithoutASampleThatIsNotMissingAreNoAbsence() {
    Objectives strict = objective().alerting(NONE).absent(AbsentData.BAD);

    assertThat(caveat(strict, Duration.ofSeconds(30))).isNull();
    lab.registry.remove(Objectives.ID);
    assertThat(caveat(strict, Duration.ofMinutes(5)))
        .extracting(ObjectiveSnapshot.Problem::message)
        .asString()
        .startsWith("absentData: minutes without a sample count as bad, and samples come every 5m");
  }

  @Test
  void windowsAsLongAsTheSpacingAndUnknownSpacingsAreFine() {
    assertThat(caveat(objective(), Duration.ofMinutes(5))).isNull();
    lab.registry.remove(Objectives.ID);
    assertThat(caveat(objective(), null)).isNull();
  }
}
