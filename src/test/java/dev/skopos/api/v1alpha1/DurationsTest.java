// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations and sizes as they are written in resources. */
class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "0s, PT0S",
    "250ms, PT0.25S",
    "1m30s, PT1M30S",
    "90m, PT1H30M",
    "1h2m3s4ms, PT1H2M3.004S",
    "99999h, PT99999H"
  })
  void anIntervalIsRead(String text, Duration expected) {
    assertThat(new Interval(text).toDuration()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1d, PT24H", "1w, PT168H", "1y, PT8760H", "1y1w1d1h1m1s1ms, PT8953H1M1.001S"})
  void aPeriodAlsoHasYearsWeeksAndDays(String text, Duration expected) {
    assertThat(new Period(text).toDuration()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "s", "1d", "1s1m", "-1s", "1.5s", " 1s", "1s\n", "100000h"})
  void whatIsNoIntervalIsNamed(String text) {
    assertThatThrownBy(() -> new Interval(text).toDuration())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a duration: '%s'", text);
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 0ms", "PT0.0004S, 0ms", "PT0.0419S, 41ms", "PT1M30S, 1m30s", "-PT1S, 0ms"})
  void aMeasuredDurationIsWritten(Duration measured, String expected) {
    assertThat(Interval.of(measured).text()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "65536, 65536",
    "1Ki, 1024",
    "512Ki, 524288",
    "1Mi, 1048576",
    "9Mi, 9437184",
    "64Mi, 67108864"
  })
  void aSizeIsRead(String text, int expected) {
    assertThat(new ByteSize(text).toBytes()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "1Gi", "100Mi", "1 Mi", "1.5Mi", "Mi", "999999999"})
  void whatIsNoSizeIsNamed(String text) {
    assertThatThrownBy(() -> new ByteSize(text).toBytes())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a size in bytes: '%s'", text);
  }

  @Test
  void aDurationIsATextInJson() {
    assertThat(Serialization.asJson(new Interval("5s"))).isEqualTo("\"5s\"");
    assertThat(Serialization.unmarshal("5s", Interval.class)).isEqualTo(new Interval("5s"));
  }
}
