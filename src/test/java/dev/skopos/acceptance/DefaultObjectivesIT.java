// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.skopos.devcluster.Command;
import dev.skopos.net.TestHttpServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The objectives that the chart makes for a namespace by one setting. */
class DefaultObjectivesIT {

  private static final String KIND = "servicelevelobjectives";
  private static final String DEFAULTS =
      "objectives.defaults.enabled=true,objectives.defaults.namespaces={default}";
  private static final int SAMPLES = 20;

  @TempDir static Path folder;

  private static Cluster cluster;
  private static TestHttpServer target;

  @BeforeAll
  static void startCluster() {
    cluster = Cluster.bare();
    target = TestHttpServer.start(exchange -> exchange.answer(200, "ok"));
  }

  @AfterAll
  static void stopCluster() {
    target.close();
    cluster.close();
  }

  private static Command.Result helm(String verb, String... more) {
    String[] line = new String[6 + more.length];
    System.arraycopy(
        new String[] {verb, "skopos", "helm/skopos", "-n", "skopos-system", "--create-namespace"},
        0,
        line,
        0,
        6);
    System.arraycopy(more, 0, line, 6, more.length);
    return cluster.controlPlane().helm(line).run();
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(90)).until(condition);
  }

  private static String status(String objective, String path) {
    return cluster.value(KIND, "default", "skopos-" + objective, ".status" + path);
  }

  private static void push(Pushes pushes, String metric, String label, String status, int each) {
    Instant newest = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    SortedMap<Instant, Double> samples = new TreeMap<>();
    for (int i = 0; i < SAMPLES; i++) {
      samples.put(newest.minusSeconds(30L * (SAMPLES - 1 - i)), (double) each * i);
    }
    pushes.push(samples, "__name__", metric, label, status, "job", "web", "namespace", "default");
  }

  @Test
  void anUpgradeWithTheSettingMakesThreeObjectivesThatWork() {
    assertThat(helm("install", "--set", DEFAULTS).stderr())
        .contains("objectives.defaults.enabled", "install without it first");
    helm("install").orThrow();
    cluster.kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=30s");
    helm("upgrade", "--set", DEFAULTS).orThrow();
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: HealthCheck
        metadata: {name: web, namespace: default}
        spec:
          schedule: {interval: 1s, timeout: 1s}
          http: {url: "%s"}
        """
            .formatted(target.url("/")));

    try (Operator operator =
        Operator.start(
            cluster.operatorKubeconfig(folder),
            folder.resolve("data"),
            Map.of("SKOPOS_ACCESS_ANONYMOUS", "View"))) {
      Pushes pushes = new Pushes(operator, cluster.userWith("sender", "skopos-sender"));
      push(pushes, "http_requests_total", "code", "200", 9);
      push(pushes, "http_requests_total", "code", "503", 1);
      push(pushes, "http_server_requests_seconds_count", "status", "200", 9);
      push(pushes, "http_server_requests_seconds_count", "status", "500", 1);

      for (String objective : new String[] {"availability", "response-time"}) {
        eventually(() -> status(objective, ".state").equals("Met"));
        assertThat(status(objective, ".groups[0].labels.name")).isEqualTo("web");
      }
      int steps = SAMPLES - 1;
      eventually(
          () -> status("error-rate", ".events.total").equals(Integer.toString(2 * 10 * steps)));
      assertThat(status("error-rate", ".events.bad")).isEqualTo(Integer.toString(2 * steps));
      assertThat(status("error-rate", ".groups[0].labels.job")).isEqualTo("web");
      for (String objective : new String[] {"availability", "response-time", "error-rate"}) {
        assertThat(cluster.condition(KIND, "default", "skopos-" + objective, "Ready"))
            .isEqualTo("True");
      }
    }
  }
}
