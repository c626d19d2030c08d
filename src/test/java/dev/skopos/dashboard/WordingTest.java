// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

  @ParameterizedTest
  @CsvSource({"0.99999, 99.99 %", "1, 100 %", "0, 0.00 %", "0.5, 50.00 %"})
  void onlyAllIsAHundredPercent(double ratio, String text) {
    assertThat(Wording.percent(ratio)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"PT0.0041S, 4.1 ms", "PT0.041S, 41 ms", "PT1.25S, 1.25 s"})
  void latenciesHaveAsManyDigitsAsTheyNeed(Duration duration, String text) {
    assertThat(Wording.latency(duration)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"PT5S, 5 s", "PT119S, 119 s", "PT3M, 3 min", "PT3H, 3 h", "PT72H, 3 d", "PT-5S, 0 s"})
  void agesAreInTheUnitThatTellsMost(Duration age, String text) {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    assertThat(Wording.age(now.minus(age), now)).isEqualTo(text);
  }

  @Test
  void aSparklineReachesFromSideToSideAndTheLongestTouchesTheTop() {
    Sparkline spark =
        Sparkline.of(List.of(Duration.ofMillis(5), Duration.ofMillis(10), Duration.ZERO));

    assertThat(spark.line()).isEqualTo("M0.0 17.0L50.0 2.0L100.0 32.0");
    assertThat(spark.area()).endsWith("L100.0 34.0L0 34.0Z");
    assertThat(Sparkline.of(List.of(Duration.ofMillis(5))).line()).isEmpty();
    assertThat(Sparkline.of(List.of(Duration.ZERO, Duration.ZERO)).line())
        .isEqualTo("M0.0 32.0L100.0 32.0");
  }
}
