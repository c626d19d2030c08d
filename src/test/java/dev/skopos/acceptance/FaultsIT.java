// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.skopos.demo.Demo;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API server goes away, the operator is killed: what goes on, and what is remembered. */
class FaultsIT {

  @TempDir java.nio.file.Path folder;

  private Cluster cluster;
  private Demo demo;
  private java.nio.file.Path kubeconfig;
  private String viewer;

  @BeforeEach
  void startCluster() throws IOException {
    cluster = Cluster.start();
    demo = new Demo(0, InstantSource.system());
    kubeconfig = cluster.operatorKubeconfig(folder);
    viewer = cluster.userWith("viewer", "skopos-view");
    cluster.kubectl("create", "namespace", "shop");
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: HealthCheck
        metadata: {name: shop, namespace: shop}
        spec:
          schedule: {interval: 1s, timeout: 1s}
          thresholds: {failure: 1}
          http: {url: "%1$s/health"}
        ---
        apiVersion: skopos.dev/v1alpha1
        kind: AlertRule
        metadata: {name: shop-down, namespace: shop}
        spec:
          alertName: ShopDown
          expr: probe_success{name="shop"} == 0
          interval: 1s
          severity: critical
          notify: {channels: [{name: hook}]}
        ---
        apiVersion: skopos.dev/v1alpha1
        kind: NotificationChannel
        metadata: {name: hook, namespace: shop}
        spec:
          webhook: {url: "%1$s/webhook"}
        """
            .formatted(demo.url()));
  }

  @AfterEach
  void stopEverything() {
    demo.close();
    cluster.close();
  }

  @Test
  void whileTheApiServerIsAwayEverythingGoesOnAndTheStatusCatchesUp() {
    try (Operator operator = start()) {
      eventually().until(() -> state("healthchecks", "shop").equals("Healthy"));
      // The token's answer is kept for a minute; later ones need the API server.
      assertThat(operator.get("/metrics", viewer).statusCode()).isEqualTo(200);

      String late = cluster.userWith("late", "skopos-view");

      cluster.controlPlane().stopApiServer();
      assertThat(operator.get("/ui/", late).statusCode())
          .as("a page that left out what cannot be asked about would look as if all were well")
          .isEqualTo(503);
      demoTo("failing");
      eventually().untilAsserted(() -> assertThat(received()).contains("firing"));
      assertThat(operator.get("/health/ready", "").statusCode()).isEqualTo(200);

      cluster.controlPlane().startApiServer();
      eventually().until(() -> state("healthchecks", "shop").equals("Unhealthy"));
      eventually().until(() -> state("alertrules", "shop-down").equals("Firing"));
      demoTo("ok");
      eventually().untilAsserted(() -> assertThat(received()).contains("resolved"));
    }
  }

  @Test
  void startingNeedsNoApiServer() {
    try (Operator operator = start()) {
      eventually().until(() -> state("healthchecks", "shop").equals("Healthy"));
      eventually().until(() -> state("alertrules", "shop-down").equals("Inactive"));
      operator.stop();
    }
    cluster.controlPlane().stopApiServer();
    demoTo("failing");

    try (Operator operator =
        Operator.launch(
            kubeconfig, folder.resolve("data"), Map.of("SKOPOS_ACCESS_ANONYMOUS", "View"))) {
      eventually().untilAsserted(() -> assertThat(received()).contains("firing"));
      eventually()
          .untilAsserted(
              () -> assertThat(operator.get("/ui/live", "").body()).contains("ShopDown"));
      cluster.controlPlane().startApiServer();
      eventually().until(() -> state("alertrules", "shop-down").equals("Firing"));
      operator.awaitReady();
    }
  }

  @Test
  void anAlertOutlivesAKillAndItsEndIsToldOnce() {
    try (Operator operator = start()) {
      demoTo("failing");
      eventually().untilAsserted(() -> assertThat(received()).contains("firing"));
      eventually().until(() -> state("alertrules", "shop-down").equals("Firing"));
      operator.kill();
    }
    String activeAt = activeAt();
    try (Operator operator = start()) {
      eventually().until(() -> state("healthchecks", "shop").equals("Unhealthy"));
      Samples samples = new Samples(operator, viewer);
      eventually().until(() -> samples.value("ALERTS{alertname=\"ShopDown\"}").isPresent());
      assertThat(activeAt()).isEqualTo(activeAt);
      demoTo("ok");
      eventually().untilAsserted(() -> assertThat(received()).contains("resolved"));
      assertThat(received().split("\"status\":\"firing\"", -1))
          .as("the whole notification and its one alert say firing")
          .hasSize(3);
    }
  }

  /** The expression is refused by the engine, which the API server cannot know. */
  @Test
  void aRefusedGenerationSurvivesARestartAndTheAcceptedOneGoesOn() {
    try (Operator operator = start()) {
      eventually().until(() -> state("alertrules", "shop-down").equals("Inactive"));
      edit("probe_success{name=\"shop\"} ==");
      awaitRefused();
      operator.kill();
    }
    try (Operator _ = start()) {
      demoTo("failing");
      eventually().untilAsserted(() -> assertThat(received()).contains("firing"));
      eventually().until(() -> state("alertrules", "shop-down").equals("Firing"));
      awaitRefused();

      edit("probe_success{name=\"shop\"} < 1");
      eventually().until(() -> rule(".status.acceptedGeneration").equals("3"));
      eventually().until(() -> condition("Ready").equals("True"));
      assertThat(condition("Stalled")).isEmpty();
    }
  }

  /** As after a rollback of the operator, whose newer version knew one more severity. */
  @Test
  void anUnknownValueHurtsOnlyTheObjectThatHasIt() {
    cluster.kubectl(
        "patch",
        "crd",
        "alertrules.skopos.dev",
        "--type=json",
        "-p",
        """
        [{"op": "add", "value": "page",
          "path": "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/severity/enum/-"}]
        """);
    eventually()
        .ignoreExceptions()
        .until(
            () -> {
              cluster.apply(
                  """
                  apiVersion: skopos.dev/v1alpha1
                  kind: AlertRule
                  metadata: {name: newer, namespace: shop}
                  spec: {expr: "up == 0", severity: page}
                  """);
              return true;
            });

    try (Operator _ = start()) {
      eventually().until(() -> state("alertrules", "shop-down").equals("Inactive"));
      eventually().until(() -> state("healthchecks", "shop").equals("Healthy"));
      eventually()
          .untilAsserted(
              () ->
                  assertThat(cluster.conditionMessage("alertrules", "shop", "newer", "Accepted"))
                      .contains("spec.severity: \"page\" is unknown to this version"));
      assertThat(cluster.condition("alertrules", "shop", "newer", "Accepted")).isEqualTo("False");

      patch("{\"spec\":{\"severity\":\"page\"}}");
      awaitRefused();
      demoTo("failing");
      eventually().until(() -> state("alertrules", "shop-down").equals("Firing"));
    }
  }

  private void edit(String expression) {
    String quoted = expression.replace("\"", "\\\"");
    patch("{\"spec\":{\"expr\":\"" + quoted + "\"}}");
  }

  private void patch(String patch) {
    cluster.kubectl("patch", "alertrule", "shop-down", "-n", "shop", "--type=merge", "-p", patch);
  }

  private void awaitRefused() {
    eventually()
        .untilAsserted(
            () -> {
              assertThat(rule(".status.observedGeneration")).isEqualTo("2");
              assertThat(rule(".status.acceptedGeneration")).isEqualTo("1");
              assertThat(condition("Accepted")).isEqualTo("False");
              assertThat(condition("Ready")).isEqualTo("False");
              assertThat(condition("Stalled")).isEqualTo("True");
              assertThat(cluster.conditionMessage("alertrules", "shop", "shop-down", "Accepted"))
                  .contains("generation 2 is refused, generation 1 goes on");
            });
  }

  private String condition(String type) {
    return cluster.condition("alertrules", "shop", "shop-down", type);
  }

  private String rule(String path) {
    return cluster.value("alertrules", "shop", "shop-down", path);
  }

  @Test
  void aStoppedOperatorStillKnowsItsSamplesAndHistory() {
    double before;
    try (Operator operator = start()) {
      Samples samples = new Samples(operator, viewer);
      eventually().until(() -> samples.value("count_over_time(probe_success[1h])").orElse(0) >= 5);
      operator.stop();
      before = 5;
    }
    try (Operator operator = start()) {
      assertThat(
              new Samples(operator, viewer).value("count_over_time(probe_success[1h])").orElse(0))
          .isGreaterThanOrEqualTo(before);
    }
  }

  private Operator start() {
    return Operator.start(kubeconfig, folder.resolve("data"), Map.of());
  }

  private String state(String kind, String name) {
    return cluster.value(kind, "shop", name, ".status.state");
  }

  private String activeAt() {
    return cluster.value("alertrules", "shop", "shop-down", ".status.instances[0].activeAt");
  }

  private void demoTo(String mode) {
    Samples.post(java.net.URI.create(demo.url() + "/mode?set=" + mode));
  }

  private String received() {
    try {
      return java.net.http.HttpClient.newHttpClient()
          .send(
              java.net.http.HttpRequest.newBuilder(java.net.URI.create(demo.url() + "/received"))
                  .build(),
              java.net.http.HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static ConditionFactory eventually() {
    return await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions();
  }
}
