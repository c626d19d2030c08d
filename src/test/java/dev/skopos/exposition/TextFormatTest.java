// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.exposition.MetricFamily.Point;
import dev.skopos.model.Labels;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFormatTest {
  private static final MetricFamily PROBE =
      new MetricFamily(
          "probe_success",
          MetricFamily.Type.GAUGE,
          "1 = \"up\"\nC:\\dir",
          List.of(
              new Point(Labels.of("__name__", "probe_success", "path", "a\"b\\c\nd"), 1, 1_500L),
              new Point(Labels.of("__name__", "probe_success"), 0, null)));

  private static String write(TextFormat format, MetricFamily... families) throws IOException {
    StringBuilder out = new StringBuilder();
    format.write(out, List.of(families));
    format.writeEnd(out);
    return out.toString();
  }

  @Test
  void writesPrometheusText() throws IOException {
    assertThat(write(TextFormat.PROMETHEUS, PROBE))
        .isEqualTo(
            """
            # HELP probe_success 1 = "up"\\nC:\\\\dir
            # TYPE probe_success gauge
            probe_success{path="a\\"b\\\\c\\nd"} 1 1500
            probe_success 0
            """);
  }

  @Test
  void writesOpenMetrics() throws IOException {
    assertThat(write(TextFormat.OPEN_METRICS, PROBE))
        .isEqualTo(
            """
            # HELP probe_success 1 = \\"up\\"\\nC:\\\\dir
            # TYPE probe_success gauge
            probe_success{path="a\\"b\\\\c\\nd"} 1 1.500
            probe_success 0
            # EOF
            """);
  }

  @Test
  void aCountersFamilyIsNamedAsEachFormatWants() throws IOException {
    Labels labels = Labels.of("__name__", "runs_total");
    MetricFamily runs =
        new MetricFamily(
            "runs", MetricFamily.Type.COUNTER, "", List.of(new Point(labels, 2, null)));

    assertThat(write(TextFormat.PROMETHEUS, runs))
        .isEqualTo("# TYPE runs_total counter\nruns_total 2\n");
    assertThat(write(TextFormat.OPEN_METRICS, runs))
        .isEqualTo("# TYPE runs counter\nruns_total 2\n# EOF\n");
  }

  @Test
  void aLabelThatHasToBeShownIsEmptyWhereItIsAbsent() throws IOException {
    List<Point> points =
        List.of(
            new Point(Labels.of("__name__", "m", "instance", "a"), 1, null),
            new Point(Labels.of("__name__", "m", "job", "b"), 2, null),
            new Point(Labels.of("__name__", "m"), 3, null));
    StringBuilder text = new StringBuilder();

    TextFormat.PROMETHEUS.write(text, MetricFamily.untyped(points), Set.of("instance"));

    assertThat(text)
        .hasToString(
            """
            # TYPE m untyped
            m{instance="a"} 1
            m{job="b",instance=""} 2
            m{instance=""} 3
            """);
  }

  @Test
  void namesThatAreNotPlainAreQuoted() throws IOException {
    Labels labels = Labels.of("__name__", "http.server", "k8s.pod", "é");

    assertThat(
            write(
                TextFormat.OPEN_METRICS,
                MetricFamily.untyped(List.of(new Point(labels, 1, null))).getFirst()))
        .isEqualTo(
            """
            # TYPE "http.server" unknown
            {"http.server","k8s.pod"="é"} 1
            # EOF
            """);
  }

  @Test
  void pointsOfWhichNothingIsKnownAreGroupedByName() {
    List<Point> points =
        List.of(
            new Point(Labels.of("__name__", "b", "n", "1"), 1, null),
            new Point(Labels.of("__name__", "a"), 2, null),
            new Point(Labels.of("__name__", "b", "n", "2"), 3, null));

    assertThat(MetricFamily.untyped(points))
        .extracting(MetricFamily::name)
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf",
    "0, 0",
    "-0.0, -0",
    "1, 1",
    "-17, -17",
    "0.1, 0.1",
    "1e100, 1.0E100",
    "1e-9, 1.0E-9",
    "999999999999999, 999999999999999"
  })
  void numbersReadAsTheyWere(double value, String expected) throws IOException {
    Point point = new Point(Labels.of("__name__", "m"), value, null);

    assertThat(
            write(
                TextFormat.PROMETHEUS,
                new MetricFamily("m", MetricFamily.Type.GAUGE, "", List.of(point))))
        .endsWith("m " + expected + "\n");
  }
}
