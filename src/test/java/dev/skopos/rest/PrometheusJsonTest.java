// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import dev.skopos.promql.Answer;
import dev.skopos.promql.Value;
import dev.skopos.promql.column.Annotations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusJsonTest {

  /** The texts that Go's strconv.FormatFloat gives as Prometheus calls it. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "-1.5, -1.5",
    "0.1, 0.1",
    "1e6, 1000000",
    "1e20," + " 100000000000000000000",
    "1e21, 1e+21",
    "1.5e300, 1.5e+300",
    "0.000001, 0.000001",
    "1e-7, 1e-7",
    "-2.5e-9, -2.5e-9",
    "4.9e-324, 5e-324",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf",
    "0.30000000000000004, 0.30000000000000004"
  })
  void numbersAreWrittenAsPrometheusWritesThem(double value, String text) {
    assertThat(PrometheusJson.text(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1435781430781, 1435781430.781", "1435781430000, 1435781430", "-1, -0.001", "0, 0"})
  void timeStampsAreSeconds(long millis, String text) {
    assertThat(PrometheusJson.seconds(millis)).isEqualTo(text);
  }

  @Test
  void aVectorHasMetricAndValue() throws IOException {
    Value vector =
        new Value.Vector(
            List.of(new Value.Point(Labels.of("__name__", "up", "job", "a\"b"), 1500, 1)));

    assertThat(written(vector))
        .isEqualTo(
            "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":"
                + "{\"__name__\":\"up\",\"job\":\"a\\\"b\"},\"value\":[1.5,\"1\"]}]}}");
  }

  @Test
  void aMatrixHasValuesAndAScalarAPair() throws IOException {
    Value matrix =
        new Value.Matrix(
            List.of(new Series(Labels.EMPTY, new long[] {0, 60_000}, new double[] {1, 2})));

    assertThat(written(matrix))
        .contains("\"resultType\":\"matrix\"")
        .contains("{\"metric\":{},\"values\":[[0,\"1\"],[60,\"2\"]]}");
    assertThat(written(new Value.Scalar(1000, 3)))
        .contains("\"resultType\":\"scalar\",\"result\":[1,\"3\"]");
  }

  private static String written(Value value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusJson.write(new Answer(value, new Annotations()), "", out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
