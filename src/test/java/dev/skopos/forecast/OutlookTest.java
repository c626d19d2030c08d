// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.skopos.forecast.model.Crossing;
import dev.skopos.forecast.model.Exhaustion;
import dev.skopos.forecast.model.Growth;
import dev.skopos.forecast.model.ModelReport;
import dev.skopos.forecast.model.TrendChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutlookTest {

  private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");

  private static Crossing in(double days) {
    return new Crossing.At(FROM.plusSeconds(Math.round(days * 86_400)));
  }

  private static Outlook outlook(Exhaustion exhaustion) {
    return new Outlook(
        FROM,
        List.of(
            new Outlook.Expected(FROM, 1, 2, 3),
            new Outlook.Expected(FROM.plusSeconds(7200), 2, 3, 4)),
        new Growth.Stable(1),
        exhaustion,
        new ModelReport(Map.of(), false, false, TrendChange.NONE, Optional.empty(), 0, 0, 0));
  }

  private static double probability(Outlook outlook, double days) {
    return outlook.probabilityWithin(Duration.ofSeconds(Math.round(days * 86_400)));
  }

  @Test
  void aDateThatIsCertainHasNoProbabilityBeforeIt() {
    Outlook sure = outlook(new Exhaustion(in(5), in(5), in(5), 1, 1));

    assertThat(probability(sure, 4.9)).isZero();
    assertThat(probability(sure, 5)).isEqualTo(0.9);
    assertThat(probability(sure, 7)).isEqualTo(1);
    assertThat(probability(sure, 300)).isEqualTo(1);
  }

  @Test
  void betweenDatesItRisesEvenly() {
    Outlook vague = outlook(new Exhaustion(in(10), in(14), in(20), 0.02, 0.98));

    assertThat(probability(vague, 3)).isCloseTo(0.01, within(0.01));
    assertThat(probability(vague, 10)).isEqualTo(0.1);
    assertThat(probability(vague, 12)).isCloseTo(0.3, within(1e-9));
    assertThat(probability(vague, 17)).isCloseTo(0.7, within(1e-9));
    assertThat(probability(vague, 30)).isEqualTo(0.98);
  }

  @Test
  void neverIsNever() {
    Crossing never = new Crossing.Never();

    assertThat(probability(outlook(new Exhaustion(never, never, never, 0, 0)), 365)).isZero();
  }

  @Test
  void whatIsExpectedBetweenPointsIsTheNextOne() {
    Outlook outlook = outlook(new Exhaustion(in(5), in(5), in(5), 1, 1));

    assertThat(outlook.at(FROM.plusSeconds(60)).p50()).isEqualTo(3);
    assertThat(outlook.at(FROM.plusSeconds(86_400)).p50()).isEqualTo(3);
  }
}
