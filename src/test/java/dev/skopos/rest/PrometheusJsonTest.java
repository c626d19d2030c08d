// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import dev.skopos.promql.Answer;
import dev.skopos.promql.Engine;
import dev.skopos.promql.EngineOptions;
import dev.skopos.promql.Value;
import dev.skopos.rest.PrometheusJson.QueryData;
import dev.skopos.store.InMemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
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
    "1e-7, 1e-07",
    "-2.5e-9, -2.5e-09",
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

  @Test
  void histogramsStandBesideNumbers() throws IOException {
    Histogram histogram =
        Histogram.exponential(
            Histogram.ResetHint.UNKNOWN,
            0,
            0.001,
            1,
            6,
            7.5,
            new Histogram.Buckets(new int[] {0, 1}, new double[] {2, 3}),
            Histogram.Buckets.NONE);
    Labels labels = Labels.of("job", "a");
    Series mixed =
        new Series(
            labels,
            new long[] {1000, 2000},
            new double[] {4, 0},
            new Histogram[] {null, histogram});
    String text =
        "{\"count\":\"6\",\"sum\":\"7.5\",\"buckets\":[[3,\"-0.001\",\"0.001\",\"1\"],"
            + "[0,\"0.5\",\"1\",\"2\"],[0,\"1\",\"2\",\"3\"]]}";
    assertThat(written(new Value.Matrix(List.of(mixed))))
        .contains("\"values\":[[1,\"4\"]],\"histograms\":[[2," + text + "]]");
    assertThat(written(new Value.Vector(List.of(new Value.Point(labels, 1000, 0, histogram)))))
        .contains("{\"metric\":{\"job\":\"a\"},\"histogram\":[1," + text + "]}");
  }

  @Test
  void noMoreThanTenWarningsAreWritten() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusJson.write(
        new QueryData(new Value.Scalar(0, 1), Collections.nCopies(12, "w"), List.of("i"), null),
        out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("\"w\",\"2 more warning annotations omitted\"],\"infos\":[\"i\"]}");
  }

  @Test
  void statisticsStandBesideTheResult() throws Exception {
    Engine engine = new Engine(new InMemoryStore(), EngineOptions.DEFAULTS);
    Engine.Range range =
        new Engine.Range(Instant.ofEpochSecond(1), Instant.ofEpochSecond(2), Duration.ofSeconds(1));
    Answer answer = engine.range(engine.parse("up"), range, () -> false);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StatisticsJson statistics = new StatisticsJson(answer.statistics(), Duration.ofMillis(5), true);

    PrometheusJson.write(new QueryData(answer.value(), List.of(), List.of(), statistics), out);

    JsonNode stats = new ObjectMapper().readTree(out.toByteArray()).path("data").path("stats");
    assertThat(stats.path("timings").path("execQueueTime").asDouble()).isEqualTo(0.005);
    assertThat(stats.path("timings").path("evalTotalTime").asDouble()).isPositive();
    assertThat(stats.path("samples").path("totalQueryableSamplesPerStep").toString())
        .isEqualTo("[[1,0],[2,0]]");
    assertThat(stats.path("samples").path("samplesReadPerStep")).hasSize(2);
    assertThat(stats.path("samples").path("totalQueryableSamples").asInt(-1)).isZero();
    assertThat(stats.path("samples").path("peakSamples").asInt(-1)).isZero();
  }

  private static String written(Value value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusJson.write(new QueryData(value, List.of(), List.of(), null), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1e+00",
    "0, 0e+00",
    "503, 5.03e+02",
    "-0.25, -2.5e-01",
    "NaN, NaN",
    "1e300, 1e+300"
  })
  void valuesOfAlertsHaveAnExponent(double value, String expected) {
    assertThat(PrometheusJson.scientific(value)).isEqualTo(expected);
  }
}
