// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.dashboard.TimeChart.Mark;
import dev.skopos.dashboard.TimeChart.Value;
import dev.skopos.dashboard.TimeChart.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeChartTest {

  private static final Instant START = Instant.parse("2026-11-22T05:38:00Z");

  private static TimeChart chart(double floor, Duration span, double first, double last) {
    List<Value> values = List.of(new Value(START, first), new Value(START.plus(span), last));
    return TimeChart.of(floor, 100, " %", List.of(new Values("line", values)));
  }

  @Test
  void withoutValuesThereIsNoChart() {
    assertThat(chart(0, Duration.ofDays(1), Double.NaN, Double.NaN)).isEqualTo(TimeChart.EMPTY);
    assertThat(chart(0, Duration.ofDays(1), 1, Double.NaN)).isEqualTo(TimeChart.EMPTY);
    assertThat(TimeChart.of(0, 1, "x", List.of())).isEqualTo(TimeChart.EMPTY);
  }

  @Test
  void marksCanBeToldApart() {
    assertThat(chart(99.99, Duration.ofMinutes(2), 100, 100).levels())
        .extracting(Mark::label)
        .containsExactly("99.99 %", "99.9925 %", "99.995 %", "99.9975 %", "100 %");
    assertThat(chart(99.99, Duration.ofMinutes(2), 100, 100).times())
        .containsExactly("05:38:00", "05:38:30", "05:39:00", "05:39:30", "05:40:00");
    assertThat(chart(0, Duration.ofHours(1), 100, 0).times())
        .containsExactly("11-22 05:38", "11-22 05:53", "11-22 06:08", "11-22 06:23", "11-22 06:38");
    assertThat(chart(0, Duration.ofDays(60), 100, 0).times())
        .startsWith("2026-11-22")
        .endsWith("2027-01-21");
  }
}
