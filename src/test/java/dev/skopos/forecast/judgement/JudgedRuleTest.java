// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.judgement;

import static dev.skopos.forecast.judgement.JudgementLab.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.forecast.judgement.Judgement.Way;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgedRuleTest {

  private final JudgementLab lab = new JudgementLab();
  private final Random random = new Random(11);

  private double noise() {
    return 100 + 2 * random.nextGaussian();
  }

  /** What a client gets that runs the rule's query. */
  private boolean found() {
    return lab.value(lab.snapshot().rule().query()).isPresent();
  }

  @Test
  void theQueryOfAnAnomalyGivesWhatTheRuleAlertsOf() {
    lab.past(SHOP, 30, _ -> noise());
    lab.apply(JudgementLab.anomaly());
    int alerts = 0;

    for (double value : new double[] {100, 130, 130, 100, 130, 130, 100, 100, 100, 130, 100, 100}) {
      lab.live(value);
      assertThat(found()).as("with " + value).isEqualTo(lab.fires());
      if (lab.fires()) {
        alerts++;
        assertThat(lab.value(lab.snapshot().rule().query())).hasValue(lab.alert().value());
      }
    }

    assertThat(alerts).isBetween(2, 8);
  }

  @ParameterizedTest
  @CsvSource({
    "0.4, UP, 20, true",
    "0.4, BOTH, 20, true",
    "0.4, DOWN, 20, false",
    "0.4, UP, 60, false",
    "-0.4, DOWN, 20, true",
    "-0.4, BOTH, 20, true",
    "0, BOTH, 0.1, false"
  })
  void theQueryOfATrendGivesWhatTheRuleAlertsOf(
      double rise, Way way, double changePercent, boolean alerts) {
    lab.past(SHOP, 30, hour -> noise() * (1 + rise * Math.max(0, hour / 24 + 7) / 7));

    lab.apply(new Judgement.Trend(Duration.ofDays(7), changePercent, way));
    lab.live(Duration.ofMinutes(2), _ -> noise() * (1 + rise));

    assertThat(lab.fires()).isEqualTo(alerts);
    assertThat(found()).isEqualTo(alerts);
  }
}
