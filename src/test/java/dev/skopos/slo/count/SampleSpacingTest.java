// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import static dev.skopos.slo.count.CounterLab.COUNTERS;
import static dev.skopos.slo.count.CounterLab.MINUTE;
import static dev.skopos.slo.count.CounterLab.START;
import static dev.skopos.slo.count.CounterLab.TOTAL;
import static dev.skopos.slo.count.CounterLab.at;
import static dev.skopos.slo.count.CounterLab.requests;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleSpacingTest {

  private static final Labels SERIES = requests("a", "200");

  private final RawSamples samples = new RawSamples();
  private final SampleSpacing spacing = new SampleSpacing(samples);

  private void every(Labels series, long millis, int times) {
    for (int i = 0; i < times; i++) {
      samples.add(series, START + i * millis, (double) i);
    }
  }

  @Test
  void gapsAndASingleBurstDoNotMatter() {
    every(SERIES, MINUTE, 10);
    samples.add(SERIES, START + 30 * MINUTE, 31.0);
    samples.add(SERIES, START + 30 * MINUTE + 10, 31.0);

    assertThat(spacing.of(COUNTERS, at(START + 31 * MINUTE))).hasValue(Duration.ofMinutes(1));
  }

  @Test
  void theSeriesWhoseSamplesAreFarthestApartCounts() {
    every(SERIES, MINUTE / 2, 20);
    every(requests("b", "200"), 5 * MINUTE, 5);

    assertThat(spacing.of(COUNTERS, at(START + 21 * MINUTE))).hasValue(Duration.ofMinutes(5));
  }

  @Test
  void selectorsWithinPromqlAreLookedAt() {
    every(SERIES, MINUTE, 10);
    String total = "sum(increase(requests_total[$window]))";

    assertThat(
            spacing.of(
                new Indicator.Ratio(Indicator.Part.BAD, total, total), at(START + 10 * MINUTE)))
        .hasValue(Duration.ofMinutes(1));
  }

  @Test
  void aClassicHistogramIsFoundByItsCount() {
    every(Labels.of("__name__", "seconds_count", "job", "shop"), MINUTE, 10);

    assertThat(
            spacing.of(
                new Indicator.Latency(List.of(Matcher.equal("__name__", "seconds")), 0.3),
                at(START + 10 * MINUTE)))
        .hasValue(Duration.ofMinutes(1));
  }

  @Test
  void tooFewSamplesTellNothing() {
    every(SERIES, MINUTE, 3);

    assertThat(spacing.of(new Indicator.BoolGauge(TOTAL), at(START + 3 * MINUTE))).isEmpty();
    assertThat(spacing.of(new Indicator.Expression("1"), at(START + 3 * MINUTE))).isEmpty();
  }
}
