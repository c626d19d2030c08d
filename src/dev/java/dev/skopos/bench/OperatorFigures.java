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
 * checks every 30 s; nothing to compare them with.
 */
final class OperatorFigures {

  private static final int CHECKS = 1_000;

  private final Duration settle;
  private final Duration measured;
  private final StringBuilder rows = new StringBuilder();
  private final StringBuilder lag = new StringBuilder();

  OperatorFigures(Durations durations) {
    settle = durations.warmUp().dividedBy(4);
    measured = durations.measured().dividedBy(5);
  }

  /** Measures, and gives a section of the report. */
  String section() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("skopos-bench-operator");
    try (ControlPlane cluster = ControlPlane.start(ControlPlane.Options.temporary());
        Demo demo = new Demo(0, InstantSource.system())) {
      SkoposContender operator = new SkoposContender(cluster, folder);
      try (MeasuredProcess process = operator.start();
          Api api = new Api(operator)) {
        row("no checks", process);
        operator.apply(checks(demo.url()));
        row(CHECKS + " checks every 30 s", process);
        lag(api);
      }
      try (MeasuredProcess again = operator.start()) {
        row("started again with " + CHECKS + " checks", again);
      }
    } finally {
      Folders.delete(folder);
    }
    return """
    ## The operator by itself

    | state | time to ready | resident memory | cores |
    |---|---|---|---|
    %s
    Scheduling lag with %d checks:

    ```
    %s```
    """
        .formatted(rows, CHECKS, lag);
  }

  private void row(String what, MeasuredProcess process) throws IOException, InterruptedException {
    TimeUnit.MILLISECONDS.sleep(settle.toMillis());
    double before = process.cpuSeconds();
    TimeUnit.MILLISECONDS.sleep(measured.toMillis());
    double cores = (process.cpuSeconds() - before) * 1000 / measured.toMillis();
    rows.append(
        String.format(
            Locale.ROOT,
            "| %s | %.2f s | %d MiB | %.3f |%n",
            what,
            process.timeToReady().toMillis() / 1000.0,
            process.residentMebibytes(),
            cores));
  }

  private void lag(Api api) throws IOException, InterruptedException {
    List<String> lines = api.get("/metrics").lines().toList();
    lines.stream()
        .filter(line -> line.startsWith("skopos_scheduler_lag_seconds"))
        .filter(line -> line.contains("scheduler=\"checks\""))
        .forEach(line -> lag.append(line).append('\n'));
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
}
