// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusTextTest {

  private static List<String> read(String text) throws InvalidExpositionException {
    return Reading.of(ExpositionFormat.PROMETHEUS_TEXT, text);
  }

  @Test
  void readsFamiliesSamplesAndTimeStamps() throws InvalidExpositionException {
    assertThat(
            read(
                """
                # HELP rpc_seconds A \\\\ summary\\nof calls.
                # TYPE rpc_seconds summary
                rpc_seconds{quantile="0.5"} 4.9e-05
                rpc_seconds_count 7 1395066363000
                # a comment
                #TYPE is none either

                up -Inf\
                """))
        .containsExactly(
            "HELP rpc_seconds A \\ summary\nof calls.",
            "TYPE rpc_seconds summary",
            "{__name__=\"rpc_seconds\", quantile=\"0.5\"} 4.9E-5",
            "{__name__=\"rpc_seconds_count\"} 7.0 @1395066363000",
            "{__name__=\"up\"} -Infinity");
  }

  @Test
  void readsWhatPrometheusReadsThoughItLooksOdd() throws InvalidExpositionException {
    assertThat(
            read(
                """
                 \tm { a = "1" , b="2" c="3", } 1 \t
                m{a=""}2
                m+3
                {"a metric","l 1"="x\\"\\\\\\n\\y"} nan
                """))
        .containsExactly(
            "{__name__=\"m\", a=\"1\", b=\"2\", c=\"3\"} 1.0",
            "{__name__=\"m\"} 2.0",
            "{__name__=\"m\"} 3.0",
            "{__name__=\"a metric\", l 1=\"x\\\"\\\\\\n\\\\y\"} NaN");
  }

  @ParameterizedTest
  @CsvSource({"1, 1.0", "0, 0.0", "+Inf, +Inf", "1000000, 1e+06", "0.0000512, 5.12e-05", "x, x"})
  void writesBoundsInTheOneForm(String bound, String written) throws InvalidExpositionException {
    assertThat(read("# TYPE h histogram\nh_bucket{le=\"%s\"} 1".formatted(bound)))
        .last()
        .isEqualTo("{__name__=\"h_bucket\", le=\"%s\"} 1.0".formatted(written));
  }

  @ParameterizedTest
  @CsvSource({
    "17, 17.0",
    "-0.1, -0.1",
    "+1., 1.0",
    ".5, 0.5",
    "9007199254740993, 9.007199254740992E15",
    "123456789012345678901234567890, 1.2345678901234568E29",
    "1e-400, 0.0",
    "4.9e-324, 4.9E-324",
    "infinity, Infinity",
    "-iNf, -Infinity"
  })
  void readsNumbersAsGoDoes(String number, double value) throws InvalidExpositionException {
    assertThat(read("m " + number)).containsExactly("{__name__=\"m\"} " + value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "m | expected a value, got the end",
        "m 1e400 | number out of range: \"1e400\"",
        "m 0x1p3 | not a number: \"0x1p3\"",
        "m 1_000 | not a number: \"1_000\"",
        "m 1d | not a number: \"1d\"",
        "m +nan | not a number: \"+nan\"",
        "m 1 2.5 | expected a time stamp in milliseconds or the end of the line, got \".\"",
        "m 1 -5 | expected a time stamp in milliseconds or the end of the line, got \"-\"",
        "m 1 9223372036854775808 | the time stamp is out of range",
        "m{a=\"1\",a=\"2\"} 1 | the label name a is there twice",
        "m{a} 1 | expected = after a label name, got \"}\"",
        "m{a=1} 1 | expected a label value in quotes, got \"1\"",
        "m{a=\"1} 1 | a quote without its end",
        "m{,} 1 | expected a label name, got \",\"",
        "{a=\"1\"} 1 | a series without a metric name",
        "m{\"n\"} 1 | the metric name is there twice",
        "1 | expected a metric name, got \"1\"",
        "# TYPE m magic | expected counter, gauge, histogram, summary or untyped",
      })
  void namesTheLineAndWhatWasExpected(String line, String message) {
    assertThatThrownBy(() -> read("ok 1\n" + line))
        .isInstanceOf(InvalidExpositionException.class)
        .hasMessageStartingWith("line 2: " + message);
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] body = {'m', '{', 'a', '=', '"', (byte) 0xff, '"', '}', ' ', '1'};
    assertThatThrownBy(
            () -> Reading.of(ExpositionFormat.PROMETHEUS_TEXT, body, ExpositionOptions.USUAL))
        .hasMessage("line 1: the label value is not UTF-8: \"\\xff\"");
  }

  @Test
  void boundsTheLabelsOfASeries() {
    StringBuilder line = new StringBuilder("m{");
    for (int i = 0; i <= SeriesText.MAX_LABELS; i++) {
      line.append('l').append(i).append("=\"1\",");
    }
    assertThatThrownBy(() -> read(line.append("} 1").toString()))
        .hasMessageStartingWith("line 1: more than 1000 labels");
  }

  @Test
  void seesTheExpectedSeriesWithoutReadingIt() throws InvalidExpositionException {
    byte[] body = "m{a=\"1\"} 5\nm{a=\"1\"}6\nm {b=\"1\"} 7\n".getBytes(StandardCharsets.UTF_8);
    ExpositionReader reader =
        ExpositionFormat.PROMETHEUS_TEXT.open(body, body.length, ExpositionOptions.USUAL);
    byte[] series = "m{a=\"1\"}".getBytes(StandardCharsets.UTF_8);

    reader.next(series);
    assertThat(reader.asExpected()).isTrue();
    assertThat(reader.value()).isEqualTo(5);
    assertThat(reader.labels().get("a")).isEqualTo("1");

    // Nothing between the series and its value: read as if nothing were expected.
    reader.next(series);
    assertThat(reader.asExpected()).isFalse();
    assertThat(reader.value()).isEqualTo(6);

    // The expected bytes are only the begin of this series.
    reader.next("m".getBytes(StandardCharsets.UTF_8));
    assertThat(reader.asExpected()).isFalse();
    assertThat(reader.labels().get("b")).isEqualTo("1");
  }
}
