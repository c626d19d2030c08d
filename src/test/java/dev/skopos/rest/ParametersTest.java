// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

  @ParameterizedTest
  @CsvSource({
    "1435781430.781, 2015-07-01T20:10:30.781Z",
    "2015-07-01T20:10:30.781Z, 2015-07-01T20:10:30.781Z",
    "2015-07-01T22:10:30+02:00, 2015-07-01T20:10:30Z",
    "0, 1970-01-01T00:00:00Z",
    "-1, 1969-12-31T23:59:59Z"
  })
  void timesAreSecondsOrRfc3339(String text, Instant expected) throws BadParameterException {
    assertThat(with("time", text).time("time", null)).isEqualTo(expected);
  }

  @Test
  void anAbsentTimeIsNow() throws BadParameterException {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    assertThat(with("time", "").time("time", now)).isEqualTo(now);
    assertThatThrownBy(() -> with("start", "").time("start", null))
        .hasMessage("invalid parameter \"start\": cannot parse \"\" to a valid timestamp");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yesterday", "1e400", "99999999999999999999", "NaN", "2015-13-01T00:00:00Z"})
  void otherTimesAreRefused(String text) {
    assertThatThrownBy(() -> with("end", text).time("end", null))
        .isInstanceOf(BadParameterException.class)
        .hasMessageContaining("\"end\"");
  }

  @ParameterizedTest
  @CsvSource({"15, PT15S", "0.5, PT0.5S", "1m30s, PT1M30S", "1d, PT24H", "250ms, PT0.25S"})
  void stepsAreSecondsOrDurations(String text, Duration expected) throws BadParameterException {
    assertThat(with("step", text).step()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "", "s", "5x", "9999999999999999999999y", "0s"})
  void otherStepsAreRefused(String text) {
    assertThatThrownBy(() -> with("step", text).step())
        .isInstanceOf(BadParameterException.class)
        .hasMessageContaining("invalid parameter \"step\"");
  }

  @Test
  void theFormComesBeforeTheUrlAndListsAreJoined() {
    MultivaluedHashMap<String, String> form = new MultivaluedHashMap<>();
    form.add("match[]", "a");
    form.add("query", "");
    MultivaluedHashMap<String, String> url = new MultivaluedHashMap<>();
    url.add("match[]", "b");
    url.add("query", "up");
    Parameters parameters = new Parameters(form, url);

    assertThat(parameters.all("match[]")).containsExactly("a", "b");
    assertThat(parameters.text("query")).isEqualTo("up");
  }

  @Test
  void aTimeoutOnlyShortensTheUsualOne() throws BadParameterException {
    Duration usual = Duration.ofMinutes(2);

    assertThat(with("timeout", "").timeout(usual)).isEqualTo(usual);
    assertThat(with("timeout", "1s").timeout(usual)).isEqualTo(Duration.ofSeconds(1));
    assertThat(with("timeout", "1h").timeout(usual)).isEqualTo(usual);
    assertThatThrownBy(() -> with("timeout", "soon").timeout(usual))
        .hasMessage("invalid parameter \"timeout\": cannot parse \"soon\" to a valid duration");
  }

  @Test
  void aLimitOfZeroIsNone() throws BadParameterException {
    assertThat(with("limit", "0").limit()).isEmpty();
    assertThat(with("limit", "7").limit()).hasValue(7);
    assertThatThrownBy(() -> with("limit", "-1").limit()).hasMessageContaining("\"limit\"");
    assertThatThrownBy(() -> with("limit", "many").limit()).hasMessageContaining("\"many\"");
  }

  private static Parameters with(String name, String value) {
    MultivaluedHashMap<String, String> url = new MultivaluedHashMap<>();
    url.add(name, value);
    return new Parameters(new MultivaluedHashMap<>(), url);
  }
}
