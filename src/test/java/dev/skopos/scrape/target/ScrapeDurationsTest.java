// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrapeDurationsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "1, 1ms",
    "1500, 1s500ms",
    "5000, 5s",
    "60000, 1m",
    "90000, 1m30s",
    "3600000, 1h",
    "90061001, 1d1h1m1s1ms",
    "604800000, 1w",
    "7776000000, 90d",
    "31536000000, 1y",
    "63072000000, 2y",
    "32140800000, 372d"
  })
  void writesAndReadsAsPrometheus(long millis, String text) {
    assertThat(ScrapeDurations.text(Duration.ofMillis(millis))).isEqualTo(text);
    assertThat(ScrapeDurations.parse(text)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "5000ms, 5000", "90m, 5400000", "1w6d, 1123200000", "100s, 100000"})
  void readsWhatItWouldWriteOtherwise(String text, long millis) {
    assertThat(ScrapeDurations.parse(text)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "1.5s",
        "-5s",
        "s",
        "1s1m",
        "1m 5s",
        "1M",
        "99999999999y",
        "99999999999999999999s"
      })
  void refusesWhatIsNone(String text) {
    assertThat(ScrapeDurations.parse(text)).isEmpty();
  }
}
