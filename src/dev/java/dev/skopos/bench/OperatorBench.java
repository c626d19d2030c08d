// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import dev.skopos.demo.Demo;
import dev.skopos.devcluster.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Time to ready, memory, CPU and scheduling lag of the operator with no checks and with 1,000
 * checks every 30 s. Takes about seven minutes and writes docs/benchmarks.md.
 */
public final class OperatorBench {

  private static final int CHECKS = 1_000;
  private static final Duration SETTLE = Duration.ofSeconds(30);
  private static final Duration MEASURE = Duration.ofSeconds(90);

  private OperatorBench() {}

  /** See {@link OperatorBench}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("skopos-bench");
    StringBuilder report = new StringBuilder();
    try (ControlPlane cluster = ControlPlane.start(ControlPlane.Options.temporary());
        Demo demo = new Demo(0, InstantSource.system())) {
      cluster.kubectl("apply", "-k", "kubernetes").run().orThrow();
      String token =
          cluster.kubectl("create", "token", "skopos", "-n", "skopos-system").run().orThrow();
      Path kubeconfig =
          cluster.writeKubeconfig(folder.resolve("kubeconfig"), "skopos", token.strip());
      try (MeasuredOperator idle = new MeasuredOperator(kubeconfig, folder.resolve("data"))) {
        row(report, "no checks", idle);
        cluster.kubectl("apply", "-f", "-").run(checks(demo.url())).orThrow();
        row(report, CHECKS + " checks every 30 s", idle);
        lag(report, idle);
      }
      try (MeasuredOperator again = new MeasuredOperator(kubeconfig, folder.resolve("data"))) {
        row(report, "started again with " + CHECKS + " checks", again);
      }
    }
    write(report);
    System.out.println(report);
  }

  private static void row(StringBuilder report, String what, MeasuredOperator operator)
      throws IOException, InterruptedException {
    TimeUnit.SECONDS.sleep(SETTLE.toSeconds());
    double before = operator.cpuSeconds();
    TimeUnit.SECONDS.sleep(MEASURE.toSeconds());
    double cores = (operator.cpuSeconds() - before) / MEASURE.toSeconds();
    report.append(
        String.format(
            Locale.ROOT,
            "| %s | %.2f s | %d MiB | %.3f |%n",
            what,
            operator.timeToReady().toMillis() / 1000.0,
            operator.residentMebibytes(),
            cores));
  }

  private static void lag(StringBuilder report, MeasuredOperator operator)
      throws IOException, InterruptedException {
    List<String> lines = operator.metrics("skopos_scheduler_lag_seconds");
    report.append("\nScheduling lag with ").append(CHECKS).append(" checks:\n\n```\n");
    lines.stream()
        .filter(line -> line.contains("scheduler=\"checks\""))
        .forEach(line -> report.append(line).append('\n'));
    report.append(
        "```\n\n| start | time to ready | resident memory | cores |\n|---|---|---|---|\n");
  }

  private static String checks(String url) {
    return IntStream.range(0, CHECKS)
        .mapToObj(
            number ->
                """
                apiVersion: skopos.dev/v1alpha1
                kind: HealthCheck
                metadata: {name: check-%04d, namespace: default}
                spec:
                  schedule: {interval: 30s, timeout: 5s}
                  http: {url: "%s/health"}
                  assertions: [{name: up, cel: "response.json.status == 'UP'"}]
                """
                    .formatted(number, url))
        .collect(Collectors.joining("---\n"));
  }

  private static void write(StringBuilder report) throws IOException {
    String head =
        """
        # Benchmarks

        Made by `make bench` on %d cores (%s), Java %s, with the flags that the product ships with.
        The control plane and the probed workload share the machine.

        | state | time to ready | resident memory | cores |
        |---|---|---|---|
        """
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.arch"),
                System.getProperty("java.version"));
    Files.writeString(Path.of("docs/benchmarks.md"), head + report);
  }
}
