// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.remote.TestPrometheus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' own command line tool, which has to find in Skopos what it finds in Prometheus. */
class PromtoolIT {

  /** How it ends when the metrics can be read and it has something to say of them. */
  private static final int LINT = 3;

  @TempDir static Path folder;

  private static Cluster cluster;
  private static Operator operator;
  private static Instant start;
  private static String reader;

  @BeforeAll
  static void startEverything() throws IOException, InterruptedException {
    start = Instant.now();
    cluster = Cluster.start();
    operator =
        Operator.start(
            cluster.operatorKubeconfig(folder),
            folder.resolve("data"),
            Map.of("SKOPOS_SCRAPE_OWN_INTERVAL", "1h"));
    reader = cluster.userWith("reader", "skopos-view");
    authorize("reads", reader);
    authorize("writes", cluster.userWith("sender", "skopos-sender"));
    Path metrics =
        Files.writeString(
            folder.resolve("metrics.prom"),
            """
            # TYPE orders_total counter
            orders_total{shop="a"} 3
            orders_total{shop="b"} 4
            """);
    run("writes", List.of("push", "metrics"), address(), metrics.toString());
  }

  @AfterAll
  static void stopEverything() {
    operator.close();
    cluster.close();
  }

  private static void authorize(String who, String token) throws IOException {
    Files.writeString(
        folder.resolve(who), "authorization: {type: Bearer, credentials: '" + token + "'}\n");
  }

  private static String address() {
    return operator.uri("").toString();
  }

  /** What it prints; it must end well. */
  private static String run(String who, List<String> command, String... arguments)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(TestPrometheus.promtool().toString()));
    line.addAll(command);
    line.add("--http.config.file=" + folder.resolve(who));
    line.addAll(List.of(arguments));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void pushedSamplesAreFoundByInstantAndRangeQueries() throws IOException, InterruptedException {
    assertThat(run("reads", List.of("query", "instant"), address(), "sum(orders_total)"))
        .contains("=> 7 @");
    String range =
        run(
            "reads",
            List.of("query", "range"),
            "--start=" + start.getEpochSecond(),
            "--end=" + start.plusSeconds(180).getEpochSecond(),
            "--step=30s",
            address(),
            "orders_total{shop=\"a\"}");
    assertThat(range).contains("orders_total{job=\"promtool\", shop=\"a\"} =>\n3 @");
  }

  @Test
  void seriesAndLabelsAreListed() throws IOException, InterruptedException {
    assertThat(run("reads", List.of("query", "series"), "--match=orders_total", address()))
        .isEqualTo(
            """
            {__name__="orders_total", job="promtool", shop="a"}
            {__name__="orders_total", job="promtool", shop="b"}
            """);
    assertThat(run("reads", List.of("query", "labels"), address(), "shop")).isEqualTo("a\nb\n");
  }

  @Test
  void theServerIsHealthyAndReady() throws IOException, InterruptedException {
    String url = "--url=" + address();
    assertThat(run("reads", List.of("check", "healthy"), url)).contains("SUCCESS");
    assertThat(run("reads", List.of("check", "ready"), url)).contains("SUCCESS");
  }

  @Test
  void ownMetricsAreNamedAndExplainedAsTheyShouldBe() throws IOException, InterruptedException {
    Path exposed =
        Files.writeString(folder.resolve("own.prom"), operator.get("/metrics", reader).body());
    Process process =
        new ProcessBuilder(TestPrometheus.promtool().toString(), "check", "metrics")
            .redirectInput(exposed.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isIn(0, LINT);
    assertThat(output.lines()).noneMatch(line -> line.startsWith("skopos_"));
  }
}
