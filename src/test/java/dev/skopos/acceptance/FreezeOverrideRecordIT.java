// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.skopos.devcluster.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A freeze that is overridden, from the spent budget to the Event and the record. */
class FreezeOverrideRecordIT {

  private static final String KIND = "servicelevelobjectives";
  private static final String REASON = "fixes the outage of the cart";
  private static final String LATER = "takes the fix back";

  @TempDir static Path folder;

  private static Cluster cluster;
  private static Path kubeconfig;
  private static Operator operator;

  @BeforeAll
  static void startEverything() {
    cluster = Cluster.bare();
    cluster
        .controlPlane()
        .helm(
            "install",
            "skopos",
            "helm/skopos",
            "-n",
            "skopos-system",
            "--create-namespace",
            "--set",
            "freeze.enabled=true")
        .run()
        .orThrow();
    cluster.kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=30s");
    kubeconfig = cluster.operatorKubeconfig(folder);
    operator = start();
    cluster.apply(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: cart, namespace: default, labels: {app: cart}}
        spec:
          selector: {matchLabels: {app: cart}}
          template:
            metadata: {labels: {app: cart}}
            spec: {containers: [{name: cart, image: "example.org/cart:1"}]}
        """);
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: ServiceLevelObjective
        metadata: {name: cart, namespace: default}
        spec:
          targetPercent: "99.9"
          interval: 10s
          indicator: {boolGauge: {metric: cart_up}}
          budgetPolicy: {exhausted: true, freeze: {selector: {matchLabels: {app: cart}}}}
        """);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    new Pushes(operator, cluster.userWith("sender", "skopos-sender"))
        .push(
            new TreeMap<>(Map.of(now.minusSeconds(60), 1.0, now.minusSeconds(30), 0.0)),
            "__name__",
            "cart_up");
  }

  private static Operator start() {
    return Operator.start(
        kubeconfig,
        folder.resolve("data"),
        Map.of("SKOPOS_ACCESS_ANONYMOUS", "View", "SKOPOS_FREEZE_ENABLED", "true"));
  }

  @AfterAll
  static void stopEverything() {
    operator.close();
    cluster.close();
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(90)).until(condition);
  }

  private static Command.Result deploy() {
    return cluster
        .controlPlane()
        .kubectl(
            "patch",
            "deployment/cart",
            "--type=merge",
            "-p",
            "{\"spec\": {\"template\": {\"metadata\": {\"annotations\": {\"at\": \"%d\"}}}}}"
                .formatted(System.nanoTime()))
        .run();
  }

  private static String events() {
    return cluster.kubectl("get", "events", "-o", "custom-columns=R:.reason,M:.message");
  }

  private static String page() {
    return operator.get("/ui/objectives/default/cart", "").body();
  }

  @Test
  void theUseOfTheAnnotationBecomesAnEventAndARecord() {
    eventually(
        () -> cluster.value(KIND, "default", "cart", ".status.freeze.active").equals("true"));
    eventually(() -> deploy().stderr().contains("is used up and its policy freezes deployments"));
    assertThat(cluster.condition(KIND, "default", "cart", "Ready")).isEqualTo("True");
    assertThat(cluster.conditionMessage(KIND, "default", "cart", "Ready"))
        .doesNotContain("not enforced");

    annotate(REASON);
    deploy().orThrow();
    eventually(() -> overrides(REASON) == 1);
    assertThat(events()).contains("Deployment cart got a new pod template");
    eventually(() -> page().contains("FreezeOverridden") && page().contains(REASON));

    operator.kill();
    deploy().orThrow();
    operator = start();
    eventually(() -> overrides(REASON) == 2);

    annotate(LATER);
    deploy().orThrow();
    eventually(() -> overrides(LATER) == 1);
    assertThat(overrides(REASON)).as("each is told once").isEqualTo(2);
  }

  private static void annotate(String reason) {
    cluster.kubectl(
        "annotate", "--overwrite", "deployment/cart", "skopos.dev/freeze-override=" + reason);
  }

  private static long overrides(String reason) {
    return events()
        .lines()
        .filter(line -> line.startsWith("FreezeOverridden") && line.contains(reason))
        .count();
  }
}
