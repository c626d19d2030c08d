// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpositionFormatTest {

  @ParameterizedTest
  @CsvSource({
    "text/plain; version=0.0.4; charset=utf-8, PROMETHEUS_TEXT",
    "Text/Plain, PROMETHEUS_TEXT",
    "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8, OPEN_METRICS_TEXT",
    "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily, PROTOBUF"
  })
  void findsTheFormatOfAnAnswer(String contentType, ExpositionFormat format)
      throws InvalidExpositionException {
    assertThat(ExpositionFormat.of(Optional.of(contentType), Optional.empty())).isEqualTo(format);
  }

  @ParameterizedTest
  @CsvSource({"text/html", "''", "application/openmetrics-text; version=2.0.0"})
  void takesTheFallbackOrRefuses(String contentType) throws InvalidExpositionException {
    assertThat(
            ExpositionFormat.of(
                Optional.of(contentType), Optional.of(ExpositionFormat.PROMETHEUS_TEXT)))
        .isEqualTo(ExpositionFormat.PROMETHEUS_TEXT);
    assertThatThrownBy(() -> ExpositionFormat.of(Optional.of(contentType), Optional.empty()))
        .isInstanceOf(InvalidExpositionException.class)
        .hasMessageContaining("fallback");
  }

  @Test
  void asksForProtobufOnlyWhereNativeHistogramsAreWanted() {
    assertThat(ExpositionFormat.accept(true)).startsWith("application/vnd.google.protobuf;");
    assertThat(ExpositionFormat.accept(false))
        .startsWith("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.7,")
        .doesNotContain("protobuf");
  }
}
