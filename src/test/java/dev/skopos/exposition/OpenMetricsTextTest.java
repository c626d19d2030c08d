// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenMetricsTextTest {

  private static List<String> read(String text) throws InvalidExpositionException {
    return Reading.of(ExpositionFormat.OPEN_METRICS_TEXT, text);
  }

  @Test
  void readsUnitsExemplarsAndCreationTimes() throws InvalidExpositionException {
    assertThat(
            read(
                """
                # TYPE call_seconds histogram
                # UNIT call_seconds seconds
                # HELP call_seconds Of \\"calls\\".
                call_seconds_bucket{le="1"} 5 # {trace_id="a"} 0.67
                call_seconds_bucket{le="+Inf"} 8 12.345 # {} 9.8 1.5
                # TYPE calls counter
                calls_total 17.0
                calls_created 1520872607.123
                {"a b","c d"="e"} 1
                # EOF
                """))
        .containsExactly(
            "TYPE call_seconds histogram",
            "UNIT call_seconds seconds",
            "HELP call_seconds Of \"calls\".",
            "{__name__=\"call_seconds_bucket\", le=\"1.0\"} 5.0 # {trace_id=\"a\"} 0.67 @99",
            "{__name__=\"call_seconds_bucket\", le=\"+Inf\"} 8.0 @12345 # {} 9.8 @1500",
            "TYPE calls counter",
            "{__name__=\"calls_total\"} 17.0",
            "{__name__=\"calls_created\"} 1.520872607123E9",
            "{__name__=\"a b\", c d=\"e\"} 1.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "m  1 | expected one blank and a value, got \" \"",
        "m{a=\"1\" ,b=\"2\"} 1 | expected , or } after a label, got \" \"",
        "m{a=\"1\"}1 | expected one blank and a value, got \"1\"",
        "m 1 NaN | a time stamp has to be a finite number, got \"NaN\"",
        "m 1 # {a=\"1\"} | expected one blank and the value of the exemplar",
        "m 1 # {\"a\"} 1 | expected = after a label name",
        "m 1 2 3 | expected the end of the line, got \" \"",
        "# a comment | expected # TYPE, # HELP, # UNIT or # EOF",
        "# TYPE m magic | not a metric type",
        "# UNIT m seconds | the name of the metric has to end with its unit",
        "# EOF | there is something behind # EOF, got \"#\"",
      })
  void isAsStrictAsPrometheus(String line, String message) {
    assertThatThrownBy(() -> read("ok 1\n" + line + "\n# EOF"))
        .isInstanceOf(InvalidExpositionException.class)
        .hasMessageMatching("line [23]: .*")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"m 1", "''", "# EO"})
  void demandsTheEnd(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(InvalidExpositionException.class);
  }
}
