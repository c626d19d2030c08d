// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.net.IpFamily;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionsTest {

  @ParameterizedTest
  @CsvSource({"2xx,200,299", "304,304,304", "200-204,200,204", "5XX,500,599", "100-599,100,599"})
  void aStatusPatternIsARange(String text, int first, int last) {
    assertThat(StatusPattern.parse(text)).isEqualTo(new StatusPattern(first, last));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2x", "6xx", "20", "2000", "300-200", "200-", "ok"})
  void whatIsNoStatusPatternIsRefused(String text) {
    assertThatThrownBy(() -> StatusPattern.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"2xx,2xx", "200-299,2xx", "304,304", "200-204,200-204"})
  void aStatusPatternIsShownInItsShortestForm(String text, String shown) {
    assertThat(StatusPattern.parse(text)).hasToString(shown);
  }

  private static HttpProbe http(String url) {
    return new HttpProbe(
        URI.create(url),
        HttpProbe.Request.GET,
        List.of(StatusPattern.SUCCESS),
        HttpProbe.Response.USUAL,
        Optional.empty(),
        IpFamily.ANY);
  }

  @Test
  void theTargetShowsNoQuery() {
    assertThat(http("https://shop.test/a?token=x#y").target()).isEqualTo("https://shop.test/a");
    assertThat(new TcpProbe("::1", 80, Optional.empty(), IpFamily.ANY).target())
        .isEqualTo("[::1]:80");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://shop.test/", "/health", "https://user:password@shop.test/"})
  void aUrlThatCannotBeProbedIsRefused(String url) {
    assertThatThrownBy(() -> http(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("spec.http.url")
        .hasMessageNotContaining("password@");
  }

  @Test
  void aTimeoutIsAtMostTheInterval() {
    Duration second = Duration.ofSeconds(1);

    assertThatThrownBy(() -> new CheckDefinition.Schedule(second, second.plusMillis(1)))
        .hasMessageContaining("spec.schedule.timeout");
  }
}
