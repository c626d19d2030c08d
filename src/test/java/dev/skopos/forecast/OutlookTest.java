// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.forecast.model.Crossing;
import dev.skopos.forecast.model.CrossingTimes;
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
  void theProbabilityIsTheShareOfWaysAtAnyTime() {
    Crossing at = in(5);
    Outlook outlook = outlook(new Exhaustion(at, at, at, CrossingTimes.of(4, 120, 30, 130)));

    assertThat(probability(outlook, 1.25)).isZero();
    assertThat(probability(outlook, 1.27)).isEqualTo(0.25);
    assertThat(probability(outlook, 5.1)).isEqualTo(0.5);
    assertThat(probability(outlook, 7)).isEqualTo(0.75);
    assertThat(probability(outlook, 365)).isEqualTo(0.75);
    assertThat(probability(outlook(Exhaustion.NEVER), 365)).isZero();
  }

  @Test
  void whatIsExpectedBetweenPointsIsTheNextOne() {
    Outlook outlook = outlook(Exhaustion.NEVER);

    assertThat(outlook.at(FROM.plusSeconds(60)).p50()).isEqualTo(3);
    assertThat(outlook.at(FROM.plusSeconds(86_400)).p50()).isEqualTo(3);
  }
}
